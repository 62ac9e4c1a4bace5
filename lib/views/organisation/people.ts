import { and, asc, eq, gt, ilike, isNotNull, isNull, or, sql, type SQL } from "drizzle-orm";
import { may, type Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { membership, person, session, team, token } from "#db/tables.ts";
import { anywhere, pageOf, pageSize } from "./listing.ts";
import type { Page } from "./listing-shape.ts";
import type { PersonFilter, PersonRow, PersonView } from "./person-shape.ts";
import { after, byRole, storable } from "./team.ts";
import { readable } from "./teams.ts";

/** People by name, a page of them. Their addresses are for auditors and admins. */
export async function peopleList(actor: Actor, filter: PersonFilter): Promise<Page<PersonRow>> {
  readable(actor);
  const limit = pageSize(filter.limit);
  const rows = await database()
    .select(columns)
    .from(person)
    .where(and(...conditions(actor, filter)))
    .orderBy(asc(person.name), asc(person.id))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    (row) => ({ ...row, email: emailFor(actor, row) }),
    ({ id }) => id,
  );
}

const columns = {
  id: person.id,
  name: person.name,
  email: person.email,
  roles: person.roles,
  active: sql<boolean>`${person.deactivatedAt} is null`,
  teams: sql<number>`(select count(distinct m.team)::int from ${membership} m where m.person = "person"."id")`,
};

const mayRead = (actor: Actor, id: string) => may(actor, { verb: "person.read", person: id });
const emailFor = (actor: Actor, { id, email }: { id: string; email: string | null }) =>
  mayRead(actor, id).allowed ? email : null;

function conditions(actor: Actor, { text, role, team: of, active, cursor }: PersonFilter): (SQL | undefined)[] {
  const like = anywhere(text);
  // Who may not see an address must not find out by searching for it.
  const searched = [ilike(person.name, like ?? ""), ilike(person.id, like ?? "")];
  if (mayRead(actor, "").allowed) searched.push(ilike(person.email, like ?? ""));
  return [
    like === null ? undefined : or(...searched),
    role === undefined ? undefined : sql`${person.roles} @> ${JSON.stringify([role])}::jsonb`,
    of === undefined
      ? undefined
      : sql`exists (select from ${membership} m where m.person = ${person.id} and m.team = ${of})`,
    active === undefined ? undefined : active ? isNull(person.deactivatedAt) : isNotNull(person.deactivatedAt),
    cursor === undefined ? undefined : after(cursor),
  ];
}

/** Somebody with their teams and roles; for themselves, auditors and admins. */
export async function personView(actor: Actor, id: string): Promise<PersonView> {
  const answer = mayRead(actor, id);
  if (!answer.allowed) throw new Problem("forbidden", answer.reason);
  const db = database();
  const [found] = storable(id)
    ? await db
        .select({ ...columns, deactivatedAt: person.deactivatedAt })
        .from(person)
        .where(eq(person.id, id))
    : [];
  if (!found) throw new Problem("not_found", `There is no person “${id.slice(0, 63)}”.`);
  const [teams, sessions, tokens] = await Promise.all([teamsOf(id), openSessions(id), goodTokens(id)]);
  const deactivatedAt = found.deactivatedAt?.toISOString() ?? null;
  return {
    ...found,
    teams,
    deactivatedAt,
    sessions,
    tokens,
    may: { change: may(actor, { verb: "organisation.change" }).allowed },
  };
}

async function teamsOf(id: string): Promise<PersonView["teams"]> {
  const rows = await database()
    .select({ name: team.name, title: team.title, role: membership.role, source: membership.source })
    .from(membership)
    .innerJoin(team, eq(team.name, membership.team))
    .where(eq(membership.person, id))
    .orderBy(asc(team.name));
  const names = [...new Set(rows.map(({ name }) => name))];
  return names.map((name) => {
    const given = rows.filter((row) => row.name === name);
    return { name, title: given[0]?.title ?? name, roles: byRole(given) };
  });
}

function openSessions(id: string): Promise<number> {
  const open = and(eq(session.person, id), isNull(session.revokedAt), gt(session.expiresAt, sql`now()`));
  return database().$count(session, open);
}

function goodTokens(id: string): Promise<number> {
  const lasting = or(isNull(token.expiresAt), gt(token.expiresAt, sql`now()`));
  return database().$count(token, and(eq(token.person, id), isNull(token.revokedAt), lasting));
}
