import { and, count, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { Reader } from "./client.ts";
import { ordered } from "./past.ts";
import { request, revision } from "./tables.ts";

const { number, source, document, level, origin, changeNote, publishedBy, publishedAt } = revision;
const columns = { number, source, document, level, origin, changeNote, publishedBy, publishedAt };

/** What is kept of one published version. */
export type RevisionRow = Awaited<ReturnType<typeof listRevisions>>[number];

/** Published versions of an offering, newest first; those before a number when one is given. */
export function listRevisions(on: Reader, name: string, limit: number, before?: number) {
  return on
    .select(columns)
    .from(revision)
    .where(and(eq(revision.offering, name), gt(number, 0), before === undefined ? undefined : lt(number, before)))
    .orderBy(desc(number))
    .limit(limit);
}

/** Their numbers alone. */
export async function revisionNumbers(on: Reader, name: string, limit: number): Promise<number[]> {
  const rows = await on
    .select({ number })
    .from(revision)
    .where(and(eq(revision.offering, name), gt(number, 0)))
    .orderBy(desc(number))
    .limit(limit);
  return rows.map((row) => row.number);
}

/** What orders of each of some revisions took: how many there were, and the median of those that were completed, in seconds. */
export async function ordersByRevision(on: Reader, name: string, from: number, to: number) {
  const seconds = sql<number>`extract(epoch from ${request.finishedAt} - ${request.createdAt})`;
  const done = sql`${request.state} = 'completed'`;
  const rows = await on
    .select({
      revision: request.revision,
      orders: count(),
      over: sql<number>`count(*) filter (where ${done})`.mapWith(Number),
      median: sql<number | null>`percentile_cont(0.5) within group (order by ${seconds}) filter (where ${done})`,
    })
    .from(request)
    .where(and(ordered(name), sql`${request.revision} between ${from} and ${to}`))
    .groupBy(request.revision);
  return new Map(rows.map((row) => [row.revision, row]));
}
