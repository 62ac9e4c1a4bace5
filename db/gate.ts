import { and, asc, eq, gt, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import { entered, type Gate, type Limits, limitsOf, mostAtOnce, room } from "#lib/core/gate.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Database, Reader, Transaction } from "./client.ts";
import { wakeStep } from "./queue.ts";
import type { StepRow } from "./step.ts";
import { connection, gate, step } from "./tables.ts";

/** A connection as far as one has to know it before a turn. */
export interface KnownGate {
  name: string;
  kind: (typeof connection.$inferSelect)["kind"];
  settings: JsonObject;
  teams: readonly string[] | null;
  pausedUntil: Date | null;
}

export function listGates(on: Reader): Promise<KnownGate[]> {
  const { name, kind, settings, teams } = connection;
  return on
    .select({ name, kind, settings, teams, pausedUntil: gate.pausedUntil })
    .from(connection)
    .leftJoin(gate, eq(gate.connection, connection.name));
}

/** How many hold a place at each connection, and how many wait for one. */
export async function loadStandings(on: Reader): Promise<Map<string, { inHand: number; waiting: number }>> {
  const rows = await on
    .select({
      name: step.place,
      inHand: sql<number>`(count(*) filter (where ${step.placeSince} is null and ${step.leasedUntil} > now()))::int`,
      waiting: sql<number>`count(${step.placeSince})::int`,
    })
    .from(step)
    .where(isNotNull(step.place))
    .groupBy(step.place);
  return new Map(rows.map(({ name, ...standing }) => [name ?? "", standing]));
}

const inLine = (name: string) => and(eq(step.place, name), isNotNull(step.placeSince));

/**
 * Lets a step go in when there is room, also for all who wait for longer; answers since when it waits otherwise. What is
 * decided holds until the transaction ends, for every engine. Take no second gate in it, or two could wait for each other.
 */
export async function enter(
  tx: Transaction,
  name: string,
  limits: Limits,
  waiting: StepRow,
): Promise<"in" | { since: Date }> {
  await tx.insert(gate).values({ connection: name }).onConflictDoNothing();
  const [now] = await tx.select().from(gate).where(eq(gate.connection, name)).for("update");
  if (!now) return "in";
  const { clock, inHand, ahead } = await standing(tx, name, waiting, mostAtOnce(limits));
  if (ahead >= room(limits, now, clock, inHand))
    return { since: (waiting.place === name ? waiting.placeSince : null) ?? clock };
  const { tokens, filledAt } = entered(limits, now, clock);
  await tx.update(gate).set({ tokens, filledAt }).where(eq(gate.connection, name));
  return "in";
}

interface Standing {
  clock: Date;
  inHand: number;
  /** How many wait for longer than this one, as far as it matters. */
  ahead: number;
}

async function standing(
  tx: Transaction,
  name: string,
  { request, id, placeSince, place }: StepRow,
  most: number,
): Promise<Standing> {
  const since = place === name ? placeSince : null;
  const before =
    since === null
      ? undefined
      : or(
          lt(step.placeSince, since),
          and(eq(step.placeSince, since), sql`(${step.request}, ${step.id}) < (${request}::bigint, ${id})`),
        );
  const waits = and(inLine(name), before);
  const [found] = await tx
    .select({
      clock: sql<string>`clock_timestamp()`,
      inHand: sql<number>`(select count(*)::int from ${step} where ${held(name)})`,
      // A line may be long, and nobody far behind goes in.
      ahead: sql<number>`(select count(*)::int from (select from ${step} where ${waits} limit ${most}) as one)`,
    })
    .from(sql`(values (1)) as one`);
  return { clock: new Date(found?.clock ?? Date.now()), inHand: found?.inHand ?? 0, ahead: found?.ahead ?? 0 };
}

/** A place is held as long as the lease: whoever dies with it gives it back. */
const held = (name: string) =>
  and(eq(step.place, name), isNull(step.placeSince), gt(step.leasedUntil, sql`clock_timestamp()`));

/** Steps whose wake-up is on its way, or has got lost for no longer than this. */
const wakingSeconds = 5;

/** Wakes those who have waited longest, as many as there is room for. Whoever is woken has to `enter` all the same. */
export async function letIn(db: Database, name: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [found] = await tx
      .select({ settings: connection.settings, gate, clock: sql<string>`clock_timestamp()` })
      .from(connection)
      .leftJoin(gate, eq(gate.connection, connection.name))
      .where(eq(connection.name, name));
    if (!found) return;
    const now: Gate = found.gate ?? { tokens: 0, filledAt: null, pausedUntil: null };
    const free = room(limitsOf(found.settings), now, new Date(found.clock), await tx.$count(step, held(name)));
    await wakeFirst(tx, name, Math.min(100, free));
  });
}

/** Of those who may go in now, the ones that sleep. Rows that are locked belong to somebody who is awake. */
async function wakeFirst(tx: Transaction, name: string, many: number): Promise<void> {
  if (many <= 0) return;
  const first = tx
    .select({ request: step.request, id: step.id })
    .from(step)
    .where(inLine(name))
    .orderBy(asc(step.placeSince), asc(step.request), asc(step.id))
    .limit(many);
  const asleep = tx
    .select({ request: step.request, id: step.id })
    .from(step)
    .where(
      and(
        inLine(name),
        sql`(${step.request}, ${step.id}) in ${first}`,
        or(isNull(step.nextCheckAt), lte(step.nextCheckAt, sql`clock_timestamp()`)),
      ),
    )
    .for("update", { skipLocked: true });
  const woken = await tx
    .update(step)
    .set({ nextCheckAt: sql`clock_timestamp() + make_interval(secs => ${wakingSeconds})` })
    .where(sql`(${step.request}, ${step.id}) in ${asleep}`)
    .returning({ request: step.request, id: step.id });
  for (const { request, id } of woken) await wakeStep(tx, request, id);
}

/** The connections somebody waits at. */
export async function linedUp(db: Reader): Promise<string[]> {
  const rows = await db
    .select({ name: connection.name })
    .from(connection)
    .where(
      sql`exists (select from ${step} where ${step.place} = ${connection.name} and ${step.placeSince} is not null)`,
    );
  return rows.map(({ name }) => name);
}

/** Everybody waits: the outside asked to slow down, and said for how long. */
export async function pauseGate(db: Database, name: string, seconds: number): Promise<void> {
  await db.execute(sql`
    insert into ${gate} as now (connection, paused_until)
    select ${connection.name}, clock_timestamp() + make_interval(secs => ${seconds})
    from ${connection} where ${connection.name} = ${name}
    on conflict (connection) do update set paused_until = greatest(now.paused_until, excluded.paused_until)`);
}

/**
 * The same where it did not say for how long: two seconds, and twice as long each time that who went ahead was turned away.
 * Those who are turned away together say one thing, so nothing is added to a pause that goes on.
 */
export async function pauseLonger(db: Database, name: string, mostSeconds: number): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => least(${mostSeconds}, 2 ^ least(now.pauses + 1, 30)))`;
  await db.execute(sql`
    insert into ${gate} as now (connection, paused_until, pauses)
    select ${connection.name}, clock_timestamp() + interval '2 seconds', 1
    from ${connection} where ${connection.name} = ${name}
    on conflict (connection) do update set paused_until = ${until}, pauses = now.pauses + 1
    where now.paused_until is null or now.paused_until <= clock_timestamp()`);
}

/** The outside answers as it should again: true when everybody may go on. */
export async function resumeGate(db: Database, name: string): Promise<boolean> {
  const resumed = await db
    .update(gate)
    .set({ pausedUntil: null, pauses: 0 })
    .where(and(eq(gate.connection, name), lte(gate.pausedUntil, sql`clock_timestamp()`)))
    .returning({ connection: gate.connection });
  return resumed.length > 0;
}

/** Nobody waits any more for a connection that goes: each step finds out by itself. */
export async function emptyLine(tx: Transaction, name: string): Promise<void> {
  await tx
    .update(step)
    .set({ nextCheckAt: sql`now()` })
    .where(inLine(name));
}
