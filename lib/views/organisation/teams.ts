import { and, asc, gt, ilike, inArray, or, sql, type SQL } from "drizzle-orm";
import type { Actor, TeamRole } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { membership, project, team } from "#db/tables.ts";
import { loadTeam } from "#db/team.ts";
import { anywhere, pageOf, pageSize } from "./listing.ts";
import type { Page } from "./listing-shape.ts";
import type { TeamFilter, TeamRow } from "./team-shape.ts";
import { permit } from "../permit.ts";

/** Teams by name, a page of them. */
export async function teamList(actor: Actor, filter: TeamFilter): Promise<Page<TeamRow>> {
  permit(actor, { verb: "organisation.read" });
  const limit = pageSize(filter.limit);
  const rows = await database()
    .select(teamColumns)
    .from(team)
    .where(and(...conditions(actor, filter)))
    .orderBy(asc(team.name))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    (row) => ({ ...row, roles: rolesIn(actor, row.name) }),
    ({ name }) => name,
  );
}

export const rolesIn = (actor: Actor, name: string): TeamRole[] =>
  "teams" in actor && Object.hasOwn(actor.teams, name) ? [...(actor.teams[name] ?? [])] : [];

// Written out: drizzle drops table names where only one is read.
export const teamColumns = {
  name: team.name,
  title: team.title,
  version: team.version,
  members: sql<number>`(select count(distinct m.person)::int from ${membership} m where m.team = "team"."name")`,
  projects: sql<number>`(select count(*)::int from ${project} p where p.team = "team"."name")`,
};

function conditions(actor: Actor, { text, cursor, scope = "all" }: TeamFilter): (SQL | undefined)[] {
  const like = anywhere(text);
  const mine = "teams" in actor ? Object.keys(actor.teams) : [];
  return [
    like === null ? undefined : or(ilike(team.name, like), ilike(team.title, like)),
    scope === "all" ? undefined : mine.length === 0 ? sql`false` : inArray(team.name, mine),
    cursor === undefined ? undefined : gt(team.name, cursor),
  ];
}

/** A team by its name, for who may look around; undefined when there is none. */
export async function teamNamed(actor: Actor, name: string | undefined) {
  permit(actor, { verb: "organisation.read" });
  return name === undefined || name.includes("\0") ? undefined : loadTeam(database(), name);
}
