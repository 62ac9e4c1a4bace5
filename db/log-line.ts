import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import type { Database, Reader } from "./client.ts";
import { announce } from "./event.ts";
import { logLine } from "./tables.ts";

export interface NewLine {
  at: Date;
  text: string;
}

/** One statement takes 65,534 values at most, and a line is five. */
const atOnce = 1_000;

/**
 * Writes lines of one attempt in a group and tells the watchers once. Ids are taken under a lock of the request's that
 * lasts to the commit: of two steps that write at once, no reader sees line 8 before line 7 and goes on behind it.
 */
export async function appendLines(
  db: Reader,
  of: { request: number; step: string; attempt: string },
  lines: readonly NewLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('log_line', ${of.request}))`);
    let newest = 0;
    for (let from = 0; from < lines.length; from += atOnce) {
      const rows = await tx
        .insert(logLine)
        .values(lines.slice(from, from + atOnce).map((line) => ({ ...of, ...line })))
        .returning({ id: logLine.id });
      newest = rows.reduce((highest, { id }) => Math.max(highest, id), newest);
    }
    await announce(tx, { number: of.request, log: newest });
  });
}

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
