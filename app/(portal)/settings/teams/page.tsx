import type { Metadata } from "next";
import { TeamList } from "#components/organisation/team-list.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { mayChange } from "#lib/views/organisation/settings.ts";
import { teamList } from "#lib/views/organisation/teams.ts";
import { addTeam } from "../../../organisation-actions.ts";
import { teamQuery } from "../../../rest/organisation-query.ts";
import { requireActor } from "../../../session.ts";
import { asked, filled, type SearchParams } from "../../search-params.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "Teams" };

export default async function TeamsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("/settings/teams");
  const filter = filled(await searchParams, "text", "scope");
  const { view, problem } = await told(teamList(actor, asked(teamQuery, filter)));
  if (problem) return <ProblemPage problem={problem} />;
  return <TeamList first={{ filter, page: view }} mayChange={mayChange(actor)} addTeam={addTeam} />;
}
