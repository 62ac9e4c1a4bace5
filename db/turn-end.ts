import { and, eq, getTableColumns, isNull, type SQL, sql } from "drizzle-orm";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import type { AttemptPatch, AttemptRow, Held } from "./attempt.ts";
import type { Database } from "./client.ts";
import { channel, engineActor, type RequestChange } from "./event.ts";
import type { NewLine } from "./log-line.ts";
import type { ResourceChange } from "./request.ts";
import { type Given, place, placesOf, rowOf, statementFor, writer } from "./statement.ts";
import type { StepPatch, StepRow } from "./step.ts";
import { attempt, event, logLine, request, resource, step } from "./tables.ts";

/** How a turn ended and what follows from it, when that is all: its step is over, and at most one other begins. */
export interface TurnEnd {
  held: Held;
  /** The request as it was when all of this was computed. */
  version: string;
  step: StepPatch & Pick<StepRow, "state">;
  attempt: { id: string; patch: AttemptPatch };
  lines: readonly NewLine[];
  events: readonly EventBody[];
  request: RequestChange;
  resource: { id: string; change: ResourceChange } | null;
  /** The step that this engine goes on with: its lease is its first attempt. */
  next: { id: string; lease: string; generation: number; engine: string; leaseSeconds: number } | null;
}

/** What was written. */
export interface Wrote {
  version: string;
  /** The first try at the step that goes on. */
  attempt: AttemptRow | null;
}

/**
 * Writes all of it in one statement, which is a transaction of its own: who waits ten times for PostgreSQL spends more on waiting than
 * on what is said [measured]. The request's row is locked first and must be as it was, the step still ours, the next one
 * still nobody's; else nothing at all is written, null is answered, and the caller looks anew.
 */
export async function endTurn(db: Database, end: TurnEnd): Promise<Wrote | null> {
  const { held, next, lines, events, resource: owned } = end;
  const set = {
    ...named("step", end.step),
    ...named("attempt", end.attempt.patch),
    ...named("request", end.request),
    ...named("resource", owned ? { ...owned.change, updatedAt: new Date() } : {}),
    ...named("next", next ?? {}),
    lines: lines.length > 0 ? JSON.stringify(lines) : undefined,
  };
  const given = {
    number: held.request,
    version: end.version,
    id: held.id,
    lease: held.lease,
    attempt: end.attempt.id,
    resource: owned?.id ?? null,
    many: events.length,
    actor: JSON.stringify(engineActor),
    events: JSON.stringify(events),
  };
  const [wrote] = await ending(db, set, given);
  return wrote ?? null;
}

const named = (of: string, values: object): Given =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${of} ${name}`, value]));

const ending = statementFor(
  (names) => {
    const goesOn = names.includes("next lease");
    const speaks = names.includes("lines");
    const parts = [
      sql`ours as materialized (${ours()})`,
      sql`own as materialized (${lockedOf(and(hereAs("id"), eq(step.lease, place("lease")), from("ours")))})`,
      ...(goesOn ? [sql`free as materialized (${lockedOf(and(hereAs("next id"), untouched, from("own")))})`] : []),
      sql`go as materialized (select from ${goesOn ? sql`free` : sql`own`})`,
      sql`released as (${released(names)})`,
      sql`ended as (${ended(names)})`,
      ...(speaks ? [sql`alone as materialized (${alone})`, sql`said as (${said})`] : []),
      ...(goesOn ? [sql`taken as (${taken()})`, sql`begun as (${begun})`] : []),
      ...(names.some((name) => name.startsWith("resource ")) ? [sql`made as (${made(names)})`] : []),
      sql`changed as (${changed(names)})`,
      sql`written as (${written})`,
    ];
    const tells = notice(speaks ? sql`(select max(id) from said)` : sql`null`);
    const first = goesOn ? sql`, begun.* from changed, begun` : sql` from changed`;
    return sql`with ${sql.join(parts, sql`, `)} select changed.version, ${tells}${first}`;
  },
  ([version, , ...begins]) => ({
    version: String(version),
    attempt: begins.length > 0 ? attemptOf(begins) : null,
  }),
);

const attemptOf = rowOf(attempt);
const numbered = eq(request.number, place("number"));
const hereAs = (name: string) => and(eq(step.request, place("number")), eq(step.id, place(name)));
const from = (what: string) => sql`exists (select from ${sql.identifier(what)})`;
const untouched = and(eq(step.state, "pending"), isNull(step.lease), eq(step.attempts, 0));

/** Whoever changes a request holds this lock, and changes the row: what was read under it holds as long as the row is the same. */
const ours = () =>
  writer
    .select({ number: request.number })
    .from(request)
    .where(and(numbered, sql`${request}.xmin::text = ${place("version")}`))
    .for("no key update")
    .getSQL();

const lockedOf = (which: SQL | undefined) =>
  writer.select({ id: step.id }).from(step).where(which).for("update").getSQL();

function released(names: readonly string[]): SQL {
  const own = placesOf(step, names, "step ");
  return writer
    .update(step)
    .set({ ...letGo, ...own })
    .where(and(hereAs("id"), eq(step.lease, place("lease")), from("go")))
    .getSQL();
}

const letGo = { lease: null, leasedUntil: null, engine: null, place: null, placeSince: null, nextCheckAt: null };

const ended = (names: readonly string[]): SQL =>
  writer
    .update(attempt)
    .set({ ...placesOf(attempt, names, "attempt "), endedAt: sql`now()` })
    .where(and(eq(attempt.id, place("attempt")), from("go")))
    .getSQL();

/** Keeps readers from seeing line 8 before line 7 (`appendLines`). */
const alone = sql`select pg_advisory_xact_lock(hashtextextended('log_line', ${place("number")}::bigint)) from go`;

const said = sql`
  insert into ${logLine} (request, step, attempt, at, text)
  select ${place("number")}::bigint, ${place("id")}::text, ${place("attempt")}::uuid, line.at, line.text
  from alone, json_to_recordset(${place("lines")}::json) as line (at timestamptz, text text)
  returning id`;

const taken = (): SQL =>
  writer
    .update(step)
    .set({
      ...letGo,
      lease: place("next lease"),
      leasedUntil: sql`now() + make_interval(secs => ${place("next leaseSeconds")})`,
      engine: place("next engine"),
      startedAt: sql`now()`,
      endedAt: null,
      problem: null,
      tries: 0,
      attempts: 1,
      state: "processing",
    })
    .where(and(hereAs("next id"), from("go")))
    .getSQL();

const begun = sql`
  insert into ${attempt} (id, request, step, n, generation, engine)
  select ${place("next lease")}::uuid, ${place("number")}::bigint, ${place("next id")}::text, 1,
    ${place("next generation")}::int, ${place("next engine")}::text from go
  returning ${sql.join(
    Object.values(getTableColumns(attempt)).map((column) => sql.identifier(column.name)),
    sql`, `,
  )}`;

const made = (names: readonly string[]): SQL =>
  writer
    .update(resource)
    .set(placesOf(resource, names, "resource "))
    .where(and(eq(resource.id, place("resource")), from("go")))
    .getSQL();

const changed = (names: readonly string[]): SQL =>
  writer
    .update(request)
    .set({
      ...placesOf(request, names, "request "),
      seq: sql`${request.seq} + ${place("many")}::int`,
      updatedAt: sql`now()`,
    })
    .where(and(numbered, from("go")))
    .returning({ seq: request.seq, version: sql`xmin::text`.as("version") })
    .getSQL();

const written = sql`
  insert into ${event} (request, seq, actor, body)
  select ${place("number")}::bigint, changed.seq - ${place("many")}::int + said.n, ${place("actor")}::jsonb, said.body
  from changed, jsonb_array_elements(${place("events")}::jsonb) with ordinality as said (body, n)`;

const notice = (line: SQL) => sql`pg_notify(${channel}, json_strip_nulls(json_build_object(
  'number', ${place("number")}::bigint, 'seq', changed.seq, 'log', ${line},
  'at', (extract(epoch from clock_timestamp()) * 1000)::bigint))::text)`;
