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
import { told } from "../../../told.ts";

interface PageProps {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Team ${decodeURIComponent((await params).name)}` };
}

export default async function Team({ params }: PageProps) {
  const name = decodeURIComponent((await params).name);
  const actor = await requireActor(`/settings/teams/${encodeURIComponent(name)}`);
  const { view, problem } = await told(Promise.all([teamView(actor, name), memberList(actor, name, {})]));
  if (problem) return <ProblemPage problem={problem} />;
  const [team, members] = view;
  const actions = { addTeam, changeTeam, removeTeam, addMember, removeMember, mapGroup, unmapGroup };
  return <TeamPage key={team.version} team={team} members={members} actions={actions} />;
}
