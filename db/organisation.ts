import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Database, Transaction } from "./client.ts";
import { environment, person, project, team, variable } from "./tables.ts";

type On = Database | Transaction;

/** A person with what their teams and roles let them do. */
export interface PersonWithTeams {
  id: string;
  name: string;
  teams: Record<string, TeamRole[]>;
  roles: OrganisationRole[];
}

export const listTeams = (on: On) => on.select().from(team).orderBy(asc(team.name));
export const listProjects = (on: On) => on.select().from(project).orderBy(asc(project.title));
export const listEnvironments = (on: On) => on.select().from(environment).orderBy(asc(environment.position));

export async function loadProject(on: On, name: string) {
  const [found] = await on.select().from(project).where(eq(project.name, name));
  return found;
}

/** The platform's constants, as expressions read them under `vars`. */
export async function loadVars(on: On): Promise<JsonObject> {
  const rows = await on.select().from(variable);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** A person's memberships as one column, so that a door needs one query. Written out: drizzle drops table names where only one is read. */
const teams = sql<Record<string, TeamRole[]>>`coalesce((
  select jsonb_object_agg(of.team, of.roles) from (
    select m.team, jsonb_agg(distinct m.role order by m.role) as roles from membership m where m.person = "person"."id" group by m.team
  ) of), '{}'::jsonb)`;

export const personWithTeams = { id: person.id, name: person.name, roles: person.roles, teams };

/** A person who is let in: whoever was deactivated has no teams and no roles anywhere. */
export async function loadPerson(on: On, id: string): Promise<PersonWithTeams | undefined> {
  const [found] = await on
    .select(personWithTeams)
    .from(person)
    .where(and(eq(person.id, id), isNull(person.deactivatedAt)));
  return found;
}
