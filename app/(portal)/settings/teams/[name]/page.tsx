import type { Metadata } from "next";
import { TeamPage } from "#components/organisation/team-page.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { memberList, teamView } from "#lib/views/organisation/team.ts";
import {
  addMember,
  changeTeam,
  addTeam,
  mapGroup,
  removeMember,
  removeTeam,
  unmapGroup,
} from "../../../../organisation-actions.ts";
import { requireActor } from "../../../../session.ts";
import { filled, type SearchParams } from "../../../search-params.ts";
import { told } from "../../../told.ts";

interface PageProps {
  params: Promise<{ name: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: Pick<PageProps, "params">): Promise<Metadata> {
  return { title: `Team ${decodeURIComponent((await params).name)}` };
}

export default async function Team({ params, searchParams }: PageProps) {
  const name = decodeURIComponent((await params).name);
  const actor = await requireActor(`/settings/teams/${encodeURIComponent(name)}`);
  const filter = filled(await searchParams, "text");
  const { view, problem } = await told(Promise.all([teamView(actor, name), memberList(actor, name, filter)]));
  if (problem) return <ProblemPage problem={problem} />;
  const [team, members] = view;
  const actions = { addTeam, changeTeam, removeTeam, addMember, removeMember, mapGroup, unmapGroup };
  return <TeamPage key={team.version} team={team} members={{ filter, page: members }} actions={actions} />;
}
