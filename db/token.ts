import { and, asc, count, desc, eq, gt, inArray, isNull, lt, notExists, or, sql } from "drizzle-orm";
import type { Scope } from "#lib/core/access.ts";
import type { KnownToken } from "#lib/core/token-actor.ts";
import type { Provider } from "#lib/env.ts";
import type { Database, Reader, Transaction } from "./client.ts";
import { personWithTeams } from "./organisation.ts";
import { isOf } from "./person.ts";
import { digestOf } from "./session.ts";
import { person, request, token } from "./tables.ts";

/** Neither revoked nor run out. */
export const isGood = and(isNull(token.revokedAt), or(isNull(token.expiresAt), gt(token.expiresAt, sql`now()`)));

const known = {
  id: token.id,
  name: token.name,
  scopes: token.scopes,
  team: token.team,
  person: { id: person.id, name: person.name, teams: personWithTeams.teams, roles: personWithTeams.roles },
};

/** Whoever answers for a token: whom it acts for or, when that is a team, who made it. */
const answering = sql`coalesce(${token.person}, ${token.createdBy})`;

/** The token that a program sent, while it is good and whoever answers for it is let in by today's way to sign in. */
export async function knownToken(
  on: Reader,
  held: string,
  provider: Provider,
): Promise<(KnownToken & { stale: boolean }) | undefined> {
  const stale = sql<boolean>`coalesce(${token.lastUsedAt} < now() - interval '1 minute', true)`;
  const [found] = await on
    .select({ ...known, stale })
    .from(token)
    .innerJoin(person, eq(person.id, answering))
    .where(and(eq(token.hash, digestOf(held)), isGood, isNull(person.deactivatedAt), isOf(provider)));
  return found;
}

/** The token that ordered something, unless it was revoked: what it ordered goes on when it has run out. */
export async function orderingToken(on: Reader, id: string): Promise<KnownToken | undefined> {
  const [found] = await on
    .select(known)
    .from(token)
    .innerJoin(person, eq(person.id, answering))
    .where(and(eq(token.id, id), isNull(token.revokedAt), isNull(person.deactivatedAt)));
  return found;
}

/** Says that a token was used just now; of those that say so at once, one writes. */
export async function touchToken(db: Database, id: string): Promise<void> {
  const due = or(isNull(token.lastUsedAt), lt(token.lastUsedAt, sql`now() - interval '1 minute'`));
  await db
    .update(token)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(token.id, id), due));
}

export interface NewToken {
  name: string;
  /** Exactly one of the two. */
  owner: { person: string } | { team: string };
  held: string;
  scopes: Scope[];
  days: number;
  createdBy: string | null;
}

export async function makeToken(tx: Transaction, given: NewToken): Promise<{ id: string; expiresAt: Date | null }> {
  const { name, owner, held, scopes, days, createdBy } = given;
  const expiresAt = sql`now() + make_interval(days => ${days})`;
  const [made] = await tx
    .insert(token)
    .values({ name, ...owner, hash: digestOf(held), ending: held.slice(-4), scopes, expiresAt, createdBy })
    .returning({ id: token.id, expiresAt: token.expiresAt });
  if (!made) throw new Error("A token was not written.");
  return made;
}

const shown = {
  id: token.id,
  name: token.name,
  person: token.person,
  team: token.team,
  ending: token.ending,
  scopes: token.scopes,
  createdBy: token.createdBy,
  createdAt: token.createdAt,
  expiresAt: token.expiresAt,
  lastUsedAt: token.lastUsedAt,
};

export async function loadToken(on: Reader, id: string) {
  const [found] = await on.select(shown).from(token).where(eq(token.id, id));
  return found;
}

/** What ran out lately is still shown, so that somebody whose script stopped can see why. */
const isShown = and(
  isNull(token.revokedAt),
  or(isNull(token.expiresAt), gt(token.expiresAt, sql`now() - interval '30 days'`)),
);

const answeredBy = (whose: string) => or(eq(token.person, whose), eq(token.createdBy, whose));

const ownedBy = (owner: NewToken["owner"]) =>
  "person" in owner ? eq(token.person, owner.person) : eq(token.team, owner.team);

/** How many tokens somebody has that are still good. */
export async function countTokens(on: Reader, owner: NewToken["owner"]): Promise<number> {
  const [counted] = await on
    .select({ good: count() })
    .from(token)
    .where(and(ownedBy(owner), isGood));
  return counted?.good ?? 0;
}

/** How many good tokens end with a person: their own, and those that they made for teams. */
export async function countTokensOf(on: Reader, whose: string): Promise<number> {
  const [counted] = await on
    .select({ good: count() })
    .from(token)
    .where(and(answeredBy(whose), isGood));
  return counted?.good ?? 0;
}

/** A person's own, the newest first. */
export async function listTokens(on: Reader, whose: string) {
  return on
    .select(shown)
    .from(token)
    .where(and(eq(token.person, whose), isShown))
    .orderBy(desc(token.createdAt), desc(token.id));
}

/** Those of teams, with who made them; `known` when today's way to sign in lets them in. */
export async function listTeamTokens(on: Reader, teams: readonly string[], provider: Provider) {
  return on
    .select({ ...shown, maker: { ...known.person, known: sql<boolean>`${isOf(provider)}` } })
    .from(token)
    .innerJoin(person, eq(person.id, answering))
    .where(and(inArray(token.team, [...teams]), isShown))
    .orderBy(asc(token.team), desc(token.createdAt), desc(token.id));
}

export async function revokeToken(tx: Transaction, id: string): Promise<boolean> {
  const revoked = await tx
    .update(token)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(token.id, id), isNull(token.revokedAt)))
    .returning({ id: token.id });
  return revoked.length > 0;
}

/** All of a person's tokens, and those that they made for teams; answers how many. */
export async function revokeTokens(tx: Transaction, whose: string): Promise<number> {
  const revoked = await tx
    .update(token)
    .set({ revokedAt: sql`now()` })
    .where(and(answeredBy(whose), isNull(token.revokedAt)))
    .returning({ id: token.id });
  return revoked.length;
}

const orders = sql`(select from ${request} where ${request.finishedAt} is null
  and ${request.requester} ->> 'kind' = 'token' and ${request.requester} ->> 'id' = ${token.id}::text)`;

/** Forgets tokens that have been good for nothing for a year, and that ordered nothing which still goes on. */
export async function forgetTokens(on: Database | Transaction): Promise<void> {
  const year = sql`now() - interval '1 year'`;
  const over = or(lt(token.expiresAt, year), lt(token.revokedAt, year));
  await on.delete(token).where(and(over, notExists(orders)));
}
