import type { Metadata } from "next";
import { VarList } from "#components/organisation/var-list.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { mayChange } from "#lib/views/organisation/settings.ts";
import { varList } from "#lib/views/organisation/vars.ts";
import { addVar, changeVar, removeVar } from "../../../organisation-actions.ts";
import { requireActor } from "../../../session.ts";
import { filled, type SearchParams } from "../../search-params.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "Vars" };

export default async function VarsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("/settings/vars");
  const filter = filled(await searchParams, "text");
  const { view, problem } = await told(varList(actor, filter));
  if (problem) return <ProblemPage problem={problem} />;
  return (
    <VarList first={{ filter, page: view }} mayChange={mayChange(actor)} actions={{ addVar, changeVar, removeVar }} />
  );
}
