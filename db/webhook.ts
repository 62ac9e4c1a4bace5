import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Concern } from "#lib/core/webhook/concern.ts";
import type { Reader, Transaction } from "./client.ts";
import { wakeStep } from "./queue.ts";
import { connection, step, webhook } from "./tables.ts";

export type Tally = typeof webhook.$inferSelect;
export type Count = Record<"received" | "woke" | "unknown" | "refused", number>;

/**
 * Wakes the steps that wait for this thing, or for its end; answers how many there are. An engine looks at it once, however often the
 * same is told before it does: `next_check_at` says that a step is awake already. A step that is being looked at just
 * now is looked at again when that look has ended (`releaseStep`). One that has a problem is asking again by itself,
 * after as long as the outside wanted.
 */
export async function wakeWaiting(tx: Transaction, name: string, concern: Concern): Promise<number> {
  const waiting = await tx
    .select({ request: step.request, id: step.id })
    .from(step)
    .where(and(concerned(concern), through(name)))
    .orderBy(asc(step.request), asc(step.id));
  for (const { request, id } of waiting) {
    const woken = await tx
      .update(step)
      .set({ nextCheckAt: sql`clock_timestamp()`, heardAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(step.request, request),
          eq(step.id, id),
          inArray(step.state, ["waiting", "processing", "cancelling"]),
          isNull(step.problem),
          or(isNull(step.nextCheckAt), sql`${step.nextCheckAt} > clock_timestamp()`),
        ),
      )
      .returning({ lease: step.lease });
    if (woken.some(({ lease }) => lease === null)) await wakeStep(tx, request, id);
  }
  return waiting.length;
}

/** Written as the index has it, or it would not be used. */
function concerned({ kind, ids, repository }: Concern) {
  const id = sql`coalesce(${step.reference} #>> '{data,issue}', ${step.reference} ->> 'id')`;
  return and(
    sql`${step.state} in ('waiting', 'processing', 'cancelling')`,
    sql`(${step.reference} ->> 'kind') = ${kind}`,
    inArray(id, ids),
    repository === undefined
      ? undefined
      : sql`lower(coalesce(${step.reference} #>> '{data,repository}', ${repository})) = lower(${repository})`,
  );
}

/** What is waited for is known by where it was begun. */
function through(name: string) {
  return sql`coalesce(${step.connection}, ${step.plan} ->> 'connection', ${name}) = ${name}`;
}

/** Adds to what a connection's door has counted; a connection that has gone counts nothing. */
export async function addTally(on: Reader, name: string, { received, woke, unknown, refused }: Count): Promise<void> {
  await on.execute(sql`
    insert into ${webhook} as tally (connection, received, woke, unknown, refused, received_at, refused_at)
    select ${connection.name}, ${received}, ${woke}, ${unknown}, ${refused},
      ${received > 0 ? sql`now()` : null}, ${refused > 0 ? sql`now()` : null}
    from ${connection} where ${connection.name} = ${name}
    on conflict (connection) do update set
      received = tally.received + excluded.received,
      woke = tally.woke + excluded.woke,
      unknown = tally.unknown + excluded.unknown,
      refused = tally.refused + excluded.refused,
      received_at = coalesce(excluded.received_at, tally.received_at),
      refused_at = coalesce(excluded.refused_at, tally.refused_at)`);
}

export const loadTallies = (on: Reader): Promise<Tally[]> => on.select().from(webhook);
