import type { Metadata } from "next";
import { ResourcePage } from "#components/resource/resource-page.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { resourceView } from "#lib/views/resource/resource.ts";
import { revealOutput } from "../../../actions.ts";
import { requireActor } from "../../../session.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "Resource" };

export default async function ResourceIdPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await requireActor(`/resources/${id}`);
  const { view, problem } = await told(resourceView(actor, id));
  return problem ? <ProblemPage problem={problem} /> : <ResourcePage resource={view} reveal={revealOutput} />;
}
