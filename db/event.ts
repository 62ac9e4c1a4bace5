import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { ActorLabel, EventBody, RequestEvent } from "#lib/core/lifecycle/event.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Reader, Transaction } from "./client.ts";
import { place, placesOf, statementFor, writer } from "./statement.ts";
import { event, logLine, request } from "./tables.ts";

/** What a committed change tells every process; those who watch ask for what they lack. */
export interface Hint {
  number: number;
  /** The request's last event; left out when only log lines came. */
  seq?: number;
  /** The id of the last log line. */
  log?: number;
  /** When an event was written, in milliseconds. */
  at?: number;
}

export const channel = "pao";

/** What settling makes of a request, written with its events. */
export type RequestChange = Partial<Omit<typeof request.$inferInsert, "number" | "seq" | "updatedAt">>;

/** The engine, as events and audit entries name it. */
export const engineActor: ActorLabel = { kind: "system", id: "engine", name: "PAO" };

/**
 * Numbers and writes events under the request's row lock (no reader sees 7 before 6), with what else changes about the request,
 * and tells the watchers once the transaction commits: one statement for all of it, because it is part of every change. Call
 * it once per transaction: a NOTIFY per statement halves commit throughput. `logged`: log lines came with it. Answers the last number.
 */
export async function appendEvents(
  tx: Transaction,
  number: number,
  actor: ActorLabel,
  bodies: readonly EventBody[],
  change: RequestChange = {},
  logged = false,
): Promise<number> {
  return (await writeEvents(tx, number, actor, bodies, change, logged)).seq;
}

/** The same; answers the version that the request's row has from then on, too (`Locked`). */
export async function writeEvents(
  tx: Transaction,
  number: number,
  actor: ActorLabel,
  bodies: readonly EventBody[],
  change: RequestChange = {},
  logged = false,
): Promise<{ seq: number; version: string }> {
  const told = { many: bodies.length, actor: JSON.stringify(actor), bodies: JSON.stringify(bodies) };
  const [wrote] = await telling(tx, change, { ofRequest: number, ...told, logged });
  if (!wrote) throw new Problem("not_found", "There is no such request.");
  return wrote;
}

const telling = statementFor(
  (names) => {
    const changed = writer
      .update(request)
      .set({
        ...placesOf(request, names),
        seq: sql`${request.seq} + ${place("many")}::int`,
        updatedAt: sql`now()`,
      })
      .where(eq(request.number, place("ofRequest")))
      .returning({ seq: request.seq, version: sql`xmin::text`.as("version") });
    return sql`
    with changed as ${changed},
    written as (
      insert into ${event} (request, seq, actor, body)
      select ${place("ofRequest")}::bigint, changed.seq - ${place("many")}::int + said.n, ${place("actor")}::jsonb, said.body
      from changed, jsonb_array_elements(${place("bodies")}::jsonb) with ordinality as said (body, n)
    )
    select seq, version, pg_notify(${channel}, json_strip_nulls(json_build_object('number', ${place("ofRequest")}::bigint, 'seq', seq,
      'log', case when ${place("logged")}::boolean
        then (select max(id) from ${logLine} where request = ${place("ofRequest")}::bigint) end,
      'at', (extract(epoch from clock_timestamp()) * 1000)::bigint))::text) from changed`;
  },
  ([seq, version]) => ({ seq: Number(seq), version: String(version) }),
);

/** Tells the watchers, once the transaction commits. */
export async function announce(tx: Reader, hint: Hint): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${JSON.stringify(hint)})`);
}

/** Events after a number, oldest first. */
export async function loadEvents(db: Reader, number: number, after = 0): Promise<RequestEvent[]> {
  const rows = await db
    .select()
    .from(event)
    .where(and(eq(event.request, number), gt(event.seq, after)))
    .orderBy(asc(event.seq));
  return rows.map((row) => ({ seq: row.seq, at: row.at.toISOString(), actor: row.actor, body: row.body }));
}
