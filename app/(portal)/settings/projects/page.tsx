import type { Metadata } from "next";
import { ProjectList } from "#components/organisation/project-list.tsx";
import { ProblemPage } from "#components/ui/problem-page.tsx";
import { projectList } from "#lib/views/organisation/projects.ts";
import { mayChange } from "#lib/views/organisation/settings.ts";
import { teamList, teamNamed } from "#lib/views/organisation/teams.ts";
import { addProject, changeProject, removeProject } from "../../../organisation-actions.ts";
import { requireActor } from "../../../session.ts";
import { filled, type SearchParams } from "../../search-params.ts";
import { told } from "../../told.ts";

export const metadata: Metadata = { title: "Projects" };

export default async function ProjectsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("/settings/projects");
  const { add, ...filter } = filled(await searchParams, "text", "team", "add");
  const read = Promise.all([projectList(actor, filter), teamList(actor, { limit: 1 }), teamNamed(actor, filter.team)]);
  const { view, problem } = await told(read);
  if (problem) return <ProblemPage problem={problem} />;
  const [page, teams, team] = view;
  return (
    <ProjectList
      first={{ filter, page }}
      mayChange={mayChange(actor)}
      hasTeams={teams.items.length > 0}
      addFor={add !== undefined && mayChange(actor) && team ? { value: team.name, label: team.title } : null}
      actions={{ addProject, changeProject, removeProject }}
    />
  );
}
