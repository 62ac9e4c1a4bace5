import { randomUUID } from "node:crypto";
import { and, desc, eq, getTableColumns, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { JsonObject } from "#lib/core/json.ts";
import type { Database, Reader, Transaction } from "./client.ts";
import { place, placeOf, placesOf, rowOf, statement, statementFor, writer } from "./statement.ts";
import type { StepPatch, StepRow } from "./step.ts";
import { attempt, request, step } from "./tables.ts";

export type AttemptRow = typeof attempt.$inferSelect;
export type AttemptPatch = Partial<
  Pick<AttemptRow, "outcome" | "problem" | "reference" | "effectSentAt" | "repeatableSentAt" | "payload">
>;

/** A step as an engine holds it. Whoever writes for it names the lease, and finds out when it is no longer theirs. */
export interface Held {
  request: number;
  id: string;
  lease: string;
}

/** Another engine or a person has taken the step: nothing more may be made or written for it. */
export class LeaseLost extends Error {
  constructor(held: Held) {
    super(`Step ${held.id} of request ${held.request} is no longer ours.`);
    this.name = "LeaseLost";
  }
}

/** The request has been aborted or refused: nothing more may be made for it. */
export class RequestEnding extends Error {
  constructor(held: Held) {
    super(`Request ${held.request} is ending: step ${held.id} makes nothing more.`);
    this.name = "RequestEnding";
  }
}

const ending: readonly string[] = ["cancelling", "aborted", "rejected"];

const free = or(isNull(step.lease), lte(step.leasedUntil, sql`now()`));
const at = (held: { request: number; id: string }) => and(eq(step.request, held.request), eq(step.id, held.id));
/** The step a statement is about. */
const here = and(eq(step.request, place("request")), eq(step.id, place("id")));
const mine = (held: Held) => and(at(held), eq(step.lease, held.lease));
const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;

/** Who takes a step, for how long, and the limited connection it goes through. */
export interface Taker {
  engine: string;
  place: string | null;
  leaseSeconds: number;
}

/** Takes a step, as it was loaded under the request's lock, unless somebody holds it or it has moved on; null then. */
export async function takeStep(tx: Transaction, step: StepRow, by: Taker): Promise<Held | null> {
  const held = { request: step.request, id: step.id, lease: randomUUID() };
  const rows = await taking(tx, { ...held, ...takenAs(step, by), attempts: step.attempts });
  return rows.length > 0 ? held : null;
}

/** The same for its next try, which begins with it; earlier ones that never ended are lost. */
export async function takeAfresh(
  tx: Transaction,
  step: StepRow,
  by: Taker,
): Promise<{ held: Held; attempt: AttemptRow } | null> {
  const held = { request: step.request, id: step.id, lease: randomUUID() };
  const { attempts, generation } = step;
  if (attempts > 0) await loseAttempts(tx, held);
  const [row] = await takingAfresh(tx, { ...held, ...takenAs(step, by), attempts: attempts + 1, generation });
  return row ? { held, attempt: row } : null;
}

function takenAs({ state, startedAt }: StepRow, { engine, place: connection, leaseSeconds: seconds }: Taker) {
  return { state, to: state === "queued" ? "processing" : state, startedAt, engine, connection, seconds };
}

const taken = () =>
  writer
    .update(step)
    .set({
      lease: place("lease"),
      leasedUntil: sql`now() + make_interval(secs => ${place("seconds")})`,
      engine: place("engine"),
      place: place("connection"),
      placeSince: null,
      nextCheckAt: null,
      startedAt: sql`coalesce(${placeOf(step.startedAt, "startedAt")}, now())`,
      attempts: place("attempts"),
      state: place("to"),
    })
    .where(
      and(
        here,
        eq(step.state, place("state")),
        inArray(step.state, ["queued", "processing", "waiting", "cancelling"]),
        free,
      ),
    )
    .returning({ id: step.id });

const taking = statement(taken, ([id]) => id);

const takingAfresh = statement(
  () => sql`
    with taken as ${taken()}
    insert into ${attempt} (id, request, step, n, generation, engine)
    select ${place("lease")}::uuid, ${place("request")}::bigint, ${place("id")}::text, ${place("attempts")}::int,
      ${place("generation")}::int, ${place("engine")}::text from taken
    returning ${sql.join(
      Object.values(getTableColumns(attempt)).map((column) => sql.identifier(column.name)),
      sql`, `,
    )}`,
  rowOf(attempt),
);

/** Columns of a step that nobody has in hand. */
export const letGo = { lease: null, leasedUntil: null, engine: null, place: null, placeSince: null } as const;

/** Holds on to a step; false when it is no longer ours. */
export async function renewLease(db: Database, held: Held, leaseSeconds: number): Promise<boolean> {
  const renewed = await db
    .update(step)
    .set({ leasedUntil: inSeconds(leaseSeconds) })
    .where(mine(held))
    .returning({ id: step.id });
  return renewed.length > 0;
}

/** Is the step still held? It stays so until the transaction ends. */
export async function holdsLease(tx: Transaction, held: Held): Promise<boolean> {
  const rows = await tx.select({ id: step.id }).from(step).where(mine(held)).for("update");
  return rows.length > 0;
}

/** Lets go of a step at once, for another engine to take. That its engine stops is no fault of the step. */
export async function giveBack(tx: Transaction, held: Held, attemptId: string): Promise<boolean> {
  const given = await tx
    .update(step)
    .set({ ...letGo, nextCheckAt: inSeconds(30) })
    .where(mine(held))
    .returning({ id: step.id });
  if (given.length === 0) return false;
  await tx
    .update(attempt)
    .set({ outcome: "handed_over", endedAt: sql`now()` })
    .where(and(eq(attempt.id, attemptId), isNull(attempt.outcome)));
  return true;
}

/** Writes what became of a held step, and lets go of it. Throws LeaseLost. Lock the request first. */
export async function releaseStep(
  tx: Transaction,
  held: Held,
  state: StepRow["state"],
  patch: StepPatch & { nextCheckInSeconds?: number },
): Promise<void> {
  const { nextCheckInSeconds = null, ...columns } = patch;
  const mayHear = (state === "waiting" || state === "cancelling") && !patch.problem;
  const given = { ofRequest: held.request, step: held.id, mine: held.lease, nextCheckInSeconds, mayHear };
  const [released] = await releasing(tx, { ...letGo, ...columns, state }, given);
  if (released === undefined) throw new LeaseLost(held);
}

const next = sql`now() + make_interval(secs => ${place("nextCheckInSeconds")})`;

/** A webhook that came while the outside was being asked has left its mark: what was heard may be older than what it tells of. */
const nextCheckAt = sql`case when ${next} is null then null
  when ${place("mayHear")}::boolean and ${step.nextCheckAt} is not null then now() else ${next} end`;

const releasing = statementFor(
  (names) =>
    writer
      .update(step)
      .set({ ...placesOf(step, names), nextCheckAt })
      .where(and(eq(step.request, place("ofRequest")), eq(step.id, place("step")), eq(step.lease, place("mine"))))
      .returning({ id: step.id }),
  ([id]) => id,
);

/** Marks a step that somebody has in hand, so that it is looked at again when that look has ended (`releaseStep`). Lock the request first. */
export async function lookOnceMore(tx: Transaction, held: { request: number; id: string }): Promise<void> {
  await tx
    .update(step)
    .set({ nextCheckAt: sql`coalesce(${step.nextCheckAt}, ${inSeconds(30)})` })
    .where(at(held));
}

async function loseAttempts(tx: Transaction, { request, id }: Held): Promise<void> {
  await tx
    .update(attempt)
    .set({ outcome: "lost", endedAt: sql`now()` })
    .where(and(eq(attempt.request, request), eq(attempt.step, id), isNull(attempt.endedAt), isNull(attempt.outcome)));
}

/** Every try at a step, the latest first. */
export function loadAttempts(db: Reader, request: number, id: string): Promise<AttemptRow[]> {
  return db
    .select()
    .from(attempt)
    .where(and(eq(attempt.request, request), eq(attempt.step, id)))
    .orderBy(desc(attempt.n));
}

/** The steps whose present generation has sent, or may have sent, what makes something and may not be repeated. */
export function loadSent(db: Reader, request: number): Promise<ReadonlySet<string>> {
  return stepsWhere(db, request, isNotNull(attempt.effectSentAt));
}

/** The same, also of what may be repeated: of all of them something may be there. */
export function loadMaybeMade(db: Reader, request: number): Promise<ReadonlySet<string>> {
  return stepsWhere(db, request, or(isNotNull(attempt.effectSentAt), isNotNull(attempt.repeatableSentAt)));
}

async function stepsWhere(db: Reader, request: number, sent: SQL | undefined): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectDistinct({ id: attempt.step })
    .from(attempt)
    .innerJoin(step, and(eq(step.request, attempt.request), eq(step.id, attempt.step)))
    .where(and(eq(attempt.request, request), eq(attempt.generation, step.generation), sent));
  return new Set(rows.map(({ id }) => id));
}

/** Records what will be sent, secrets redacted. */
export async function recordPayload(db: Reader, attemptId: string, payload: JsonObject): Promise<void> {
  await db.update(attempt).set({ payload }).where(eq(attempt.id, attemptId));
}

/** What is about to be made. */
export interface Sending {
  /** The call may be repeated: after it, there is nothing to look for. */
  repeatable: boolean;
  /** What will be sent, secrets redacted. */
  payload?: JsonObject | undefined;
  /** The connection it goes through, if any. */
  connection?: string | undefined;
}

/**
 * Commits that the outside may have been changed from now on, by a call that may be repeated or not, and through which
 * connection. Throws LeaseLost or RequestEnding, and then nothing may be made.
 * Where this waits for a cancel to commit, only the locked step is read anew, and the request is what it was before: the step's own state tells.
 */
export async function commitEffect(db: Database, held: Held, attemptId: string, sending: Sending): Promise<void> {
  const { repeatable, payload = null, connection = null } = sending;
  const [row] = await committing(db, { ...held, attempt: attemptId, repeatable, payload, connection });
  if (!row) throw new LeaseLost(held);
  if (row.ends) throw new RequestEnding(held);
}

const committing = statement(
  () => {
    const found = writer
      .select({ ends: sql`${step.state} = 'cancelling' or ${request.state} in ${ending}`.as("ends") })
      .from(step)
      .innerJoin(request, eq(request.number, step.request))
      .where(and(here, eq(step.lease, place("lease"))))
      .for("update", { of: step });
    const sent = writer
      .update(attempt)
      .set({
        effectSentAt: sql`case when ${place("repeatable")}::boolean then ${attempt.effectSentAt} else now() end`,
        repeatableSentAt: sql`case when ${place("repeatable")}::boolean then now() else ${attempt.repeatableSentAt} end`,
        payload: sql`coalesce(${placeOf(attempt.payload, "payload")}::json, ${attempt.payload})`,
      })
      .where(and(eq(attempt.id, place("attempt")), sql`exists (select 1 from found where not ends)`));
    const bound = writer
      .update(step)
      .set({ connection: place("connection") })
      .where(
        and(
          here,
          isNull(step.connection),
          sql`${place("connection")}::text is not null and exists (select 1 from found where not ends)`,
        ),
      );
    return sql`with found as ${found}, sent as (${sent.getSQL()}), bound as (${bound.getSQL()}) select ends from found`;
  },
  ([ends]) => ({ ends: ends === true }),
);

/** Writes how a try ended; one that is waiting has not ended. */
export async function endAttempt(tx: Transaction, attemptId: string, patch: AttemptPatch): Promise<void> {
  await endingOf(tx, patch, { attempt: attemptId, waits: patch.outcome === "waiting" });
}

const endingOf = statementFor(
  (names) =>
    writer
      .update(attempt)
      .set({ ...placesOf(attempt, names), endedAt: sql`case when ${place("waits")}::boolean then null else now() end` })
      .where(eq(attempt.id, place("attempt"))),
  () => null,
);
