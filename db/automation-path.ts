import { and, count, desc, eq, gt, gte, sql } from "drizzle-orm";
import type { StepDocument } from "#lib/core/offering/document.ts";
import type { Reader } from "./client.ts";
import { ordered } from "./past.ts";
import { request, revision } from "./tables.ts";

/** How the last published versions of an offering are fulfilled, oldest first: their steps alone, not their documents. */
export async function fulfilledBy(on: Reader, name: string, limit: number) {
  const rows = await on
    .select({
      number: revision.number,
      level: revision.level,
      steps: sql<StepDocument[]>`${revision.document}->'fulfillment'->'steps'`,
    })
    .from(revision)
    .where(and(eq(revision.offering, name), gt(revision.number, 0)))
    .orderBy(desc(revision.number))
    .limit(limit);
  return rows.reverse();
}

/**
 * The median of the completed orders of several rows of revisions, in seconds. `firsts`: the first of each row, ascending; a
 * row ends where the next begins. By the position of the row, from 0.
 */
export async function leadTimesOfRows(on: Reader, name: string, firsts: readonly number[]) {
  const [first] = firsts;
  if (first === undefined) return new Map<number, { median: number; over: number }>();
  const list = sql.join(
    firsts.map((number) => sql`${number}::int`),
    sql`, `,
  );
  const row = sql<number>`width_bucket(${request.revision}, array[${list}])`;
  const seconds = sql<number>`extract(epoch from ${request.finishedAt} - ${request.createdAt})`;
  const found = await on
    .select({ row, over: count(), median: sql<number>`percentile_cont(0.5) within group (order by ${seconds})` })
    .from(request)
    .where(and(ordered(name), eq(request.state, "completed"), gte(request.revision, first)))
    .groupBy(sql`1`);
  return new Map(found.map(({ row: at, over, median }) => [Number(at) - 1, { median: Number(median), over }]));
}
