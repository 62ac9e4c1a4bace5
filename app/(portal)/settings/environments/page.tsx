import type { Metadata } from "next";
import { EnvironmentList } from "#components/organisation/environment-list.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { environmentList } from "#lib/views/organisation/environments.ts";
import { mayChange } from "#lib/views/organisation/settings.ts";
import { addEnvironment, changeEnvironment, removeEnvironment } from "../../../organisation-actions.ts";
import { requireActor } from "../../../session.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "Environments" };

export default async function EnvironmentsPage() {
  const actor = await requireActor("/settings/environments");
  const { view, problem } = await told(environmentList(actor));
  if (problem) return <ProblemPage problem={problem} />;
  const actions = { addEnvironment, changeEnvironment, removeEnvironment };
  return <EnvironmentList environments={view} mayChange={mayChange(actor)} actions={actions} />;
}
