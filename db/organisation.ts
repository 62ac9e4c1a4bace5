import { createHash } from "node:crypto";
import { and, asc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { OrganisationRole, TeamRole } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { hmac } from "#lib/secret.ts";
import type { Database, Transaction } from "./client.ts";
import { environment, membership, person, project, session, team, token, variable } from "./tables.ts";

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
    select m.team, jsonb_agg(m.role order by m.role) as roles from membership m where m.person = "person"."id" group by m.team
  ) of), '{}'::jsonb)`;

const withTeams = { id: person.id, name: person.name, roles: person.roles, teams };

export async function loadPerson(on: On, id: string): Promise<PersonWithTeams | undefined> {
  const [found] = await on.select(withTeams).from(person).where(eq(person.id, id));
  return found;
}

export const listPeople = (on: On) =>
  on.select({ id: person.id, name: person.name }).from(person).orderBy(asc(person.name));

/** The person of a session that is neither over nor revoked. */
export async function personOfSession(on: On, id: string): Promise<PersonWithTeams | undefined> {
  const [found] = await on
    .select(withTeams)
    .from(session)
    .innerJoin(person, eq(person.id, session.person))
    .where(and(eq(session.id, id), isNull(session.revokedAt), gt(session.expiresAt, sql`now()`)));
  return found;
}

/** How a token is kept: never itself. It is long and random (or public, in the sandbox), so a plain digest will do. */
export function hashToken(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The person of a token by its hash, with the token's own id and name. */
export async function personOfToken(on: On, hash: string) {
  const [found] = await on
    .select({ ...withTeams, tokenId: token.id, tokenName: token.name })
    .from(token)
    .innerJoin(person, eq(person.id, token.person))
    .where(
      and(eq(token.hash, hash), isNull(token.revokedAt), or(isNull(token.expiresAt), gt(token.expiresAt, sql`now()`))),
    );
  return found;
}

export async function openSession(tx: Transaction, given: { id: string; person: string; days: number }): Promise<void> {
  const expiresAt = sql`now() + make_interval(days => ${given.days})`;
  await tx.insert(session).values({ id: given.id, person: given.person, expiresAt });
}

/** Ends a session everywhere at once. */
export async function revokeSession(tx: Transaction, id: string): Promise<boolean> {
  const revoked = await tx
    .update(session)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(session.id, id), isNull(session.revokedAt)))
    .returning({ id: session.id });
  return revoked.length > 0;
}

/** Forgets sessions that have been over for a month. */
export async function forgetSessions(on: On): Promise<void> {
  await on.delete(session).where(lt(session.expiresAt, sql`now() - interval '30 days'`));
}

/** Whoever a provider vouches for exists here from then on; their groups that are names of teams make them a member. */
export async function rememberPerson(
  tx: Transaction,
  given: { id: string; name: string; email: string | null; groups: readonly string[] },
): Promise<void> {
  const { id, name, email } = given;
  await tx.insert(person).values({ id, name, email }).onConflictDoUpdate({ target: person.id, set: { name, email } });
  for (const { name: known } of await listTeams(tx)) {
    if (!given.groups.includes(known)) continue;
    await tx.insert(membership).values({ person: id, team: known, role: "member" }).onConflictDoNothing();
  }
}

/** What session cookies are encrypted with: derived from the one key, so that there is no second secret to keep. */
export function sessionKey(): string {
  return hmac("session cookies");
}
