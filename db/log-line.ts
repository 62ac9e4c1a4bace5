import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import type { Database, Reader, Transaction } from "./client.ts";
import { channel } from "./event.ts";
import { place, statement } from "./statement.ts";
import { logLine } from "./tables.ts";

export interface NewLine {
  at: Date;
  text: string;
}

/** What one statement carries. */
export const atOnce = 1_000;

export interface OfAttempt {
  request: number;
  step: string;
  attempt: string;
}

/**
 * Writes lines of one attempt in a group and tells the watchers once. Ids are taken under a lock of the request's that
 * lasts to the commit: of two steps that write at once, no reader sees line 8 before line 7 and goes on behind it.
 */
export async function appendLines(db: Reader, of: OfAttempt, lines: readonly NewLine[]): Promise<void> {
  for (let from = 0; from < lines.length; from += atOnce)
    await appending(db, { ...of, lines: JSON.stringify(lines.slice(from, from + atOnce)) });
}

/** The same for the last few lines of a turn, within the transaction that tells of its end. */
export async function appendLastLines(tx: Transaction, of: OfAttempt, lines: readonly NewLine[]): Promise<void> {
  if (lines.length > 0) await ending(tx, { ...of, lines: JSON.stringify(lines) });
}

const written = sql`
  with locked as materialized (
    select pg_advisory_xact_lock(hashtextextended('log_line', ${place("request")}::bigint))
  ),
  written as (
    insert into ${logLine} (request, step, attempt, at, text)
    select ${place("request")}::bigint, ${place("step")}::text, ${place("attempt")}::uuid, line.at, line.text
    from locked, json_to_recordset(${place("lines")}::json) as line (at timestamptz, text text)
    returning id
  )`;

const notice = sql`pg_notify(${channel}, json_build_object('number', ${place("request")}::bigint, 'log', max(id))::text)`;
const appending = statement(
  () => sql`${written} select ${notice} from written`,
  () => null,
);
const ending = statement(
  () => sql`${written} select max(id) from written`,
  () => null,
);

/** Lines after an id, oldest first. */
export function loadLines(db: Reader, request: number, after = 0, limit = 500) {
  return db
    .select()
    .from(logLine)
    .where(and(eq(logLine.request, request), gt(logLine.id, after)))
    .orderBy(asc(logLine.id))
    .limit(limit);
}

/** Forgets lines that are older than some days. */
export async function expireLines(db: Database, days: number): Promise<void> {
  await db.delete(logLine).where(lt(logLine.at, sql`now() - make_interval(days => ${days})`));
}
