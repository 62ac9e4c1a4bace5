import { sql } from "drizzle-orm";
import { drain, takeBack, type Tally } from "#lib/measure.ts";
import { log } from "#lib/log.ts";
import type { Reader } from "./client.ts";
import { measure } from "./tables.ts";

/** Adds what this process has measured to what all have. What is lost with a process are seconds of measuring. */
export async function flushMeasures(db: Reader): Promise<void> {
  // Always in one order: processes that add to the same rows wait for each other and never in a circle.
  const tallies = drain().toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (tallies.length === 0) return;
  const rows = tallies.map(({ name, labels, counts, sum }) => ({ name, labels: JSON.stringify(labels), counts, sum }));
  const target = [measure.name, measure.labels];
  try {
    await db
      .insert(measure)
      .values(rows)
      .onConflictDoUpdate({ target, set: { counts: added, sum: sumNow } });
  } catch (error) {
    takeBack(tallies);
    throw error;
  }
}

const keyOf = ({ name, labels }: Tally) => name + JSON.stringify(labels);
const sumNow = sql`${measure}.sum + excluded.sum`;

/** Other buckets than before are another version's: counting begins anew. */
const added = sql`case when cardinality(${measure}.counts) = cardinality(excluded.counts)
  then (select array_agg(known + more order by n)
    from unnest(${measure}.counts, excluded.counts) with ordinality as both_counts (known, more, n))
  else excluded.counts end`;

export async function loadMeasures(on: Reader): Promise<Tally[]> {
  const rows = await on.execute<{ name: string; labels: string; counts: number[]; sum: number }>(
    sql`select name, labels, array_to_json(counts) as counts, sum from ${measure} order by name, labels`,
  );
  // What was written as JSON by us is read as such.
  return rows.map(({ labels, ...row }) => ({ ...row, labels: JSON.parse(labels) as Record<string, string> }));
}

const flushMs = 5_000;

declare global {
  var paoMeasuring: NodeJS.Timeout | undefined;
}

/** For the web, which has no chores: tells what it measures soon, as long as it measures anything. An engine does so by its clock. */
export function flushSoon(): void {
  if (globalThis.paoDatabase === undefined) return;
  globalThis.paoMeasuring ??= setTimeout(() => {
    globalThis.paoMeasuring = undefined;
    const db = globalThis.paoDatabase?.db;
    if (db) flushMeasures(db).catch((error: unknown) => log.warn("what was measured could not be kept", { error }));
  }, flushMs).unref();
}
