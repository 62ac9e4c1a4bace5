import { and, asc, eq, ilike, isNull, or, sql } from "drizzle-orm";
import { may, type Actor, type TeamRole } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { membership, offering, person, project, revision, team, teamGroup } from "#db/tables.ts";
import { anywhere, pageOf, pageSize } from "./listing.ts";
import type { Page } from "./listing-shape.ts";
import type { MemberFilter, MemberRow, TeamView } from "./team-shape.ts";
import { rolesIn, teamColumns } from "./teams.ts";
import { permit } from "../permit.ts";

/** More than a person looks through; the list of projects has pages. */
const most = 200;

/** A team with what it owns; its members have a list of their own. */
export async function teamView(actor: Actor, name: string): Promise<TeamView> {
  permit(actor, { verb: "organisation.read" });
  const found = await known(name);
  const change = may(actor, { verb: "organisation.change" }).allowed;
  const db = database();
  const title = sql<string>`${revision.document} -> 'metadata' ->> 'title'`;
  const [projects, offerings, groups] = await Promise.all([
    db
      .select({ name: project.name, title: project.title })
      .from(project)
      .where(eq(project.team, name))
      .orderBy(asc(project.name))
      .limit(most),
    db
      .select({ name: offering.name, title })
      .from(offering)
      .innerJoin(revision, and(eq(revision.offering, offering.name), eq(revision.number, offering.current)))
      .where(and(eq(offering.owner, name), eq(offering.hidden, false), isNull(offering.retiredAt)))
      .orderBy(asc(title))
      .limit(most),
    change ? groupsOf(name) : null,
  ]);
  return { ...found, projects, offerings, groups, roles: rolesIn(actor, name), may: { change } };
}

async function known(name: string) {
  const [found] = storable(name) ? await database().select(teamColumns).from(team).where(eq(team.name, name)) : [];
  if (found) return found;
  throw new Problem("not_found", `There is no team “${name.slice(0, 63)}”.`);
}

/** PostgreSQL takes no NUL in text and no half of a surrogate pair, so nothing is called that. */
export const storable = (name: string): boolean => name.isWellFormed() && !name.includes("\0");

const groupsOf = (name: string) =>
  database()
    .select({ group: teamGroup.group, role: teamGroup.role })
    .from(teamGroup)
    .where(eq(teamGroup.team, name))
    .orderBy(asc(teamGroup.group), asc(teamGroup.role));

/** The people of a team by name, a page of them, each with their roles. */
export async function memberList(actor: Actor, name: string, filter: MemberFilter): Promise<Page<MemberRow>> {
  permit(actor, { verb: "organisation.read" });
  await known(name);
  const limit = pageSize(filter.limit);
  const like = anywhere(filter.text);
  const rows = await database()
    .select({ person: person.id, name: person.name, active: sql<boolean>`${person.deactivatedAt} is null`, roles })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.person))
    .where(
      and(
        eq(membership.team, name),
        like === null ? undefined : or(ilike(person.name, like), ilike(person.id, like)),
        filter.cursor === undefined ? undefined : after(filter.cursor),
      ),
    )
    .groupBy(person.id)
    .having(filter.role === undefined ? undefined : sql`bool_or(${membership.role} = ${filter.role})`)
    .orderBy(asc(person.name), asc(person.id))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    (row) => ({ ...row, roles: byRole(row.roles) }),
    ({ person: id }) => id,
  );
}

type Given = { role: TeamRole; source: "app" | "group" };

const roles = sql<Given[]>`jsonb_agg(jsonb_build_object('role', ${membership.role}, 'source', ${membership.source}))`;

const order: readonly TeamRole[] = ["member", "author", "approver"];

/** Each role once, with everywhere it comes from. */
export function byRole(given: readonly Given[]): MemberRow["roles"] {
  return order.flatMap((role) => {
    const sources = given.filter((one) => one.role === role).map(({ source }) => source);
    return sources.length === 0 ? [] : [{ role, sources: sources.toSorted() }];
  });
}

/** The last one of a page is the cursor: its place is found where names are compared. */
export const after = (cursor: string) =>
  sql`(${person.name}, ${person.id}) > (select c.name, c.id from ${person} c where c.id = ${cursor})`;
