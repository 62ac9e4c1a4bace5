import { createHash } from "node:crypto";
import { and, count, desc, eq, gt, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { Provider } from "#lib/env.ts";
import { hmac } from "#lib/secret.ts";
import type { Database, Reader, Transaction } from "./client.ts";
import { type PersonWithTeams, personWithTeams } from "./organisation.ts";
import { isOf } from "./person.ts";
import { person, session } from "./tables.ts";

/** How what a browser or a program holds is kept: never itself. It is long and random (or public, in the sandbox), so a plain digest will do. */
export function digestOf(held: string): string {
  return createHash("sha256").update(held).digest("hex");
}

/** Neither over nor revoked nor left alone for too long. */
function isOpen(idleHours: number): SQL | undefined {
  return and(
    isNull(session.revokedAt),
    gt(session.expiresAt, sql`now()`),
    gt(session.seenAt, sql`now() - make_interval(hours => ${idleHours})`),
  );
}

export interface SeenSession {
  person: PersonWithTeams;
  session: string;
  /** Its `seenAt` is worth writing again. */
  stale: boolean;
}

/** By what an open session is good today. */
export interface SessionRules {
  idleHours: number;
  provider: Provider;
}

/** Whose session this is, while it is open and its person is let in by today's way to sign in. */
export async function personOfSession(
  on: Reader,
  held: string,
  { idleHours, provider }: SessionRules,
): Promise<SeenSession | undefined> {
  const stale = sql<boolean>`${session.seenAt} < now() - interval '1 minute'`;
  const [found] = await on
    .select({ ...personWithTeams, session: session.id, stale })
    .from(session)
    .innerJoin(person, eq(person.id, session.person))
    .where(and(eq(session.hash, digestOf(held)), isOpen(idleHours), isNull(person.deactivatedAt), isOf(provider)));
  if (!found) return undefined;
  const { session: id, stale: isStale, ...whose } = found;
  return { person: whose, session: id, stale: isStale };
}

/** Says that a session was used just now; of those that say so at once, one writes. */
export async function touchSession(db: Database, id: string): Promise<void> {
  await db
    .update(session)
    .set({ seenAt: sql`now()` })
    .where(and(eq(session.id, id), lt(session.seenAt, sql`now() - interval '1 minute'`)));
}

export interface NewSession {
  /** What the browser will hold. */
  held: string;
  person: string;
  days: number;
  address?: string | null;
  userAgent?: string | null;
}

export async function openSession(tx: Transaction, given: NewSession): Promise<string> {
  const { held, person: whose, days, address = null, userAgent = null } = given;
  const expiresAt = sql`now() + make_interval(days => ${days})`;
  const [opened] = await tx
    .insert(session)
    .values({ hash: digestOf(held), person: whose, expiresAt, address, userAgent })
    .returning({ id: session.id });
  if (!opened) throw new Error("A session was not written.");
  return opened.id;
}

/** Ends sessions everywhere at once and answers whose they were. */
async function revoke(tx: Transaction, which: SQL | undefined): Promise<{ id: string; person: string }[]> {
  return tx
    .update(session)
    .set({ revokedAt: sql`now()` })
    .where(and(isNull(session.revokedAt), which))
    .returning({ id: session.id, person: session.person });
}

/** The one that a browser holds. */
export const revokeHeldSession = async (tx: Transaction, held: string) =>
  (await revoke(tx, eq(session.hash, digestOf(held))))[0];

export const revokeSession = async (tx: Transaction, id: string) => (await revoke(tx, eq(session.id, id)))[0];

/** All of a person's sessions, or all but one; answers how many. */
export async function revokeSessions(tx: Transaction, whose: string, but: string | null = null): Promise<number> {
  const others = but === null ? undefined : ne(session.hash, digestOf(but));
  return (await revoke(tx, and(eq(session.person, whose), others))).length;
}

export async function ownerOfSession(on: Reader, id: string): Promise<string | undefined> {
  const [found] = await on.select({ person: session.person }).from(session).where(eq(session.id, id));
  return found?.person;
}

/** How many open sessions a person has. */
export async function countSessions(on: Reader, whose: string, idleHours: number): Promise<number> {
  const [counted] = await on
    .select({ open: count() })
    .from(session)
    .where(and(eq(session.person, whose), isOpen(idleHours)));
  return counted?.open ?? 0;
}

/** A person's open sessions, the one used last on top. `held` is marked. */
export async function listSessions(on: Reader, whose: string, idleHours: number, held: string | null) {
  return on
    .select({
      id: session.id,
      createdAt: session.createdAt,
      seenAt: session.seenAt,
      expiresAt: session.expiresAt,
      address: session.address,
      userAgent: session.userAgent,
      current: sql<boolean>`${session.hash} = ${held === null ? "" : digestOf(held)}`,
    })
    .from(session)
    .where(and(eq(session.person, whose), isOpen(idleHours)))
    .orderBy(desc(session.seenAt), desc(session.id))
    .limit(200);
}

/** Forgets sessions that have been over for a month. */
export async function forgetSessions(on: Database | Transaction): Promise<void> {
  const month = sql`now() - interval '30 days'`;
  await on.delete(session).where(or(lt(session.expiresAt, month), lt(session.revokedAt, month)));
}

/** What session cookies are encrypted with: derived from the one key, so that there is no second secret to keep. */
export function sessionKey(): string {
  return hmac("session cookies");
}
