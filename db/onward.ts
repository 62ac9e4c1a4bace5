import { and, eq, getTableColumns, isNull, type SQL, sql } from "drizzle-orm";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import type { AttemptPatch, AttemptRow, Held } from "./attempt.ts";
import type { Database } from "./client.ts";
import { channel, engineActor, type RequestChange } from "./event.ts";
import type { NewLine } from "./log-line.ts";
import type { ResourceChange } from "./request.ts";
import { type Asked, joinStanding, type Standing, standingColumns, standingOf } from "./standing.ts";
import { type Given, place, placesOf, rowOf, statementFor, writer } from "./statement.ts";
import type { StepPatch, StepRow } from "./step.ts";
import { attempt, event, logLine, request, resource, step } from "./tables.ts";

/** How a request goes on, when that is all: a step of it is over, or one begins, or both. */
export interface Onward {
  number: number;
  /** The request as it was when all of this was computed. */
  version: string;
  over: Over | null;
  /** The step that this engine goes on with: its lease is its first attempt. */
  next: Next | null;
  events: readonly EventBody[];
  request: RequestChange;
  resource: { id: string; change: ResourceChange } | null;
}

/** The step that begins, and what its turn goes by: that is read with it. */
export interface Next extends Asked {
  id: string;
  lease: string;
  generation: number;
  engine: string;
  leaseSeconds: number;
}

/** How a turn ended. */
export interface Over {
  held: Held;
  step: StepPatch & Pick<StepRow, "state">;
  attempt: { id: string; patch: AttemptPatch };
  lines: readonly NewLine[];
}

/** What was written. */
export interface Wrote {
  version: string;
  /** The first try at the step that begins. */
  begun: { attempt: AttemptRow; standing: Standing } | null;
}

/**
 * Writes all of it in one statement, which is a transaction of its own: who waits ten times for PostgreSQL spends more on waiting than
 * on what is said [measured]. The request's row is locked first and must be as it was, the step that is over still ours, the next one
 * still nobody's; else nothing at all is written, null is answered, and the caller looks anew.
 */
export async function writeOnward(db: Database, onward: Onward): Promise<Wrote | null> {
  const { over, next, events, resource: owned } = onward;
  const set: Record<string, unknown> = {};
  if (over) {
    name(set, "over", { id: over.held.id, lease: over.held.lease, attempt: over.attempt.id });
    name(set, "step", over.step);
    name(set, "attempt", over.attempt.patch);
    if (over.lines.length > 0) set["lines"] = JSON.stringify(over.lines);
  }
  name(set, "request", onward.request);
  if (owned) name(set, "resource", { ...owned.change, updatedAt: new Date() });
  if (next) name(set, "next", { ...next });
  const given = {
    number: onward.number,
    version: onward.version,
    resource: owned?.id ?? null,
    many: events.length,
    actor,
    events: JSON.stringify(events),
  };
  const [wrote] = await writing(db, set, given);
  return wrote ?? null;
}

const actor = JSON.stringify(engineActor);

/** Each value under a name that says whose it is. */
function name(set: Record<string, unknown>, of: string, values: Given): void {
  for (const one of Object.keys(values)) set[`${of} ${one}`] = values[one];
}

const writing = statementFor(
  (names) => {
    const [ends, begins, speaks] = ["over lease", "next lease", "lines"].map((name) => names.includes(name));
    const last = ends ? "own" : "ours";
    const parts = [
      sql`ours as materialized (${ours()})`,
      ...(ends ? [sql`own as materialized (${lockedOf(own, "ours")})`] : []),
      ...(begins ? [sql`free as materialized (${lockedOf(untouched, last)})`] : []),
      sql`go as materialized (select from ${sql.identifier(begins ? "free" : last)})`,
      ...(ends ? [sql`released as (${released(names)})`, sql`ended as (${ended(names)})`] : []),
      ...(speaks ? [sql`alone as materialized (${alone})`, sql`said as (${said})`] : []),
      ...(begins ? [sql`taken as (${taken()})`, sql`begun as (${begun})`] : []),
      ...(names.some((name) => name.startsWith("resource ")) ? [sql`made as (${made(names)})`] : []),
      sql`changed as (${changed(names)})`,
      sql`written as (${written})`,
    ];
    const tells = notice(speaks ? sql`(select max(id) from said)` : sql`null`);
    const first = begins
      ? sql`, begun.*, ${standingColumns} from changed cross join begun ${joinStanding("next connection", "next person")}`
      : sql` from changed`;
    return sql`with ${sql.join(parts, sql`, `)} select changed.version, ${tells}${first}`;
  },
  ([version, , ...begins]) => ({
    version: String(version),
    begun:
      begins.length > 0
        ? { attempt: attemptOf(begins), standing: standingOf(begins.slice(attemptColumns.length)) }
        : null,
  }),
);

const attemptOf = rowOf(attempt);
const attemptColumns = Object.values(getTableColumns(attempt));
const numbered = eq(request.number, place("number"));
const hereAs = (name: string) => and(eq(step.request, place("number")), eq(step.id, place(name)));
const own = and(hereAs("over id"), eq(step.lease, place("over lease")));
const untouched = and(hereAs("next id"), eq(step.state, "pending"), isNull(step.lease), eq(step.attempts, 0));
const from = (what: string) => sql`exists (select from ${sql.identifier(what)})`;

/** Whoever changes a request holds this lock, and changes the row: what was read under it holds as long as the row is the same. */
const ours = () =>
  writer
    .select({ number: request.number })
    .from(request)
    .where(and(numbered, sql`${request}.xmin::text = ${place("version")}`))
    .for("no key update")
    .getSQL();

const lockedOf = (which: SQL | undefined, after: string) =>
  writer
    .select({ id: step.id })
    .from(step)
    .where(and(which, from(after)))
    .for("update")
    .getSQL();

const released = (names: readonly string[]): SQL =>
  writer
    .update(step)
    .set({ ...letGo, ...placesOf(step, names, "step ") })
    .where(and(own, from("go")))
    .getSQL();

const letGo = { lease: null, leasedUntil: null, engine: null, place: null, placeSince: null, nextCheckAt: null };

const ended = (names: readonly string[]): SQL =>
  writer
    .update(attempt)
    .set({ ...placesOf(attempt, names, "attempt "), endedAt: sql`now()` })
    .where(and(eq(attempt.id, place("over attempt")), from("go")))
    .getSQL();

/** Keeps readers from seeing line 8 before line 7 (`appendLines`). */
const alone = sql`select pg_advisory_xact_lock(hashtextextended('log_line', ${place("number")}::bigint)) from go`;

const said = sql`
  insert into ${logLine} (request, step, attempt, at, text)
  select ${place("number")}::bigint, ${place("over id")}::text, ${place("over attempt")}::uuid, line.at, line.text
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
    attemptColumns.map((column) => sql.identifier(column.name)),
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
