import { and, asc, eq, ilike, isNotNull, isNull, or, sql, type SQL } from "drizzle-orm";
import { may, personOf, type Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { isOnlyAdmin } from "#db/person.ts";
import { countSessions } from "#db/session.ts";
import { membership, person, team } from "#db/tables.ts";
import { countTokensOf } from "#db/token.ts";
import { env } from "#lib/env.ts";
import { anywhere, pageOf, pageSize } from "./listing.ts";
import type { Page } from "./listing-shape.ts";
import type { PersonFilter, PersonRow, PersonView } from "./person-shape.ts";
import { after, byRole, storable } from "./team.ts";
import { permit } from "../permit.ts";

/** People by name, a page of them. Their addresses, and what they are in the organisation, are for auditors and admins. */
export async function peopleList(actor: Actor, filter: PersonFilter): Promise<Page<PersonRow>> {
  permit(actor, { verb: "organisation.read" });
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
    (row) => (mayRead(actor, row.id).allowed ? row : { ...row, email: null, roles: [] }),
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

function conditions(actor: Actor, { text, role, team: of, active, cursor }: PersonFilter): (SQL | undefined)[] {
  const like = anywhere(text);
  // Who may not see an address or a role must not find out by searching for it.
  const searched = [ilike(person.name, like ?? ""), ilike(person.id, like ?? "")];
  const readsAll = mayRead(actor, "").allowed;
  if (readsAll) searched.push(ilike(person.email, like ?? ""));
  return [
    like === null ? undefined : or(...searched),
    role === undefined || readsAll ? undefined : eq(person.id, personOf(actor) ?? ""),
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
  permit(actor, { verb: "person.read", person: id });
  const db = database();
  const [found] = storable(id)
    ? await db
        .select({ ...columns, deactivatedAt: person.deactivatedAt })
        .from(person)
        .where(eq(person.id, id))
    : [];
  if (!found) throw new Problem("not_found", `There is no person “${id.slice(0, 63)}”.`);
  const { PAO_SESSION_IDLE_HOURS: idleHours, provider } = env();
  const [teams, sessions, tokens, onlyAdmin] = await Promise.all([
    teamsOf(id),
    countSessions(db, id, idleHours),
    countTokensOf(db, id),
    isOnlyAdmin(db, id, provider),
  ]);
  const deactivatedAt = found.deactivatedAt?.toISOString() ?? null;
  return {
    ...found,
    teams,
    deactivatedAt,
    sessions,
    tokens,
    onlyAdmin,
    me: personOf(actor) === id,
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
