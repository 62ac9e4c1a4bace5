import type { Page } from "#lib/views/organisation/listing-shape.ts";
import type { PersonRow } from "#lib/views/organisation/person-shape.ts";
import type { ProjectRow } from "#lib/views/organisation/project-shape.ts";
import type { TeamRow } from "#lib/views/organisation/team-shape.ts";
import { queryOf, readRest } from "#components/live/rest.ts";
import type { Picked } from "#components/ui/pick-field.tsx";

const few = 20;

export async function findPeople(text: string, signal: AbortSignal): Promise<Picked[]> {
  const query = queryOf({ text, active: "true", limit: few });
  const { items } = await readRest<Page<PersonRow>>(`/people${query}`, signal);
  return items.map(({ id, name, email }) => ({ value: id, label: name, detail: email ?? id }));
}

export async function findProjects(text: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readRest<Page<ProjectRow>>(`/projects${queryOf({ text, limit: few })}`, signal);
  return items.map(({ name, title, teamTitle }) => ({ value: name, label: title, detail: `${name} · ${teamTitle}` }));
}

export async function findTeams(text: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readRest<Page<TeamRow>>(`/teams${queryOf({ text, limit: few })}`, signal);
  return items.map(({ name, title }) => ({ value: name, label: title, detail: name }));
}
