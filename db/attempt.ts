import { randomUUID } from "node:crypto";
import { and, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { JsonObject } from "#lib/core/json.ts";
import type { Database, Reader, Transaction } from "./client.ts";
import type { StepPatch, StepRow } from "./step.ts";
import { attempt, request, step } from "./tables.ts";

export type AttemptRow = typeof attempt.$inferSelect;
type AttemptPatch = Partial<Pick<AttemptRow, "outcome" | "problem" | "reference" | "effectSentAt">>;

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
const mine = (held: Held) => and(at(held), eq(step.lease, held.lease));
const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;

/** Takes a step that nobody holds. Answers it as it was before, or null when there is nothing to take. Lock the request first. */
export async function takeStep(
  tx: Transaction,
  request: number,
  id: string,
  leaseSeconds: number,
): Promise<{ held: Held; before: StepRow } | null> {
  const [before] = await tx
    .select()
    .from(step)
    .where(and(at({ request, id }), inArray(step.state, ["queued", "processing", "waiting"]), free))
    .for("update");
  if (!before) return null;
  const held = { request, id, lease: randomUUID() };
  await tx
    .update(step)
    .set({
      lease: held.lease,
      leasedUntil: inSeconds(leaseSeconds),
      nextCheckAt: null,
      startedAt: before.startedAt ?? sql`now()`,
      ...(before.state === "queued" ? { state: "processing" as const } : {}),
    })
    .where(at(held));
  return { held, before };
}

/** Holds on to a step; false when it is no longer ours. */
export async function renewLease(db: Database, held: Held, leaseSeconds: number): Promise<boolean> {
  const renewed = await db
    .update(step)
    .set({ leasedUntil: inSeconds(leaseSeconds) })
    .where(mine(held))
    .returning({ id: step.id });
  return renewed.length > 0;
}

/** Lets go of a step at once, for another engine to take. */
export async function giveBack(tx: Transaction, held: Held): Promise<boolean> {
  const given = await tx
    .update(step)
    .set({ lease: null, leasedUntil: null, nextCheckAt: inSeconds(30) })
    .where(mine(held))
    .returning({ id: step.id });
  return given.length > 0;
}

/** Writes what became of a held step and lets go of it. Throws LeaseLost. Lock the request first. */
export async function releaseStep(
  tx: Transaction,
  held: Held,
  state: StepRow["state"],
  patch: StepPatch & { nextCheckInSeconds?: number },
): Promise<void> {
  const { nextCheckInSeconds, ...columns } = patch;
  const nextCheckAt = nextCheckInSeconds === undefined ? null : inSeconds(nextCheckInSeconds);
  const released = await tx
    .update(step)
    .set({ ...columns, state, lease: null, leasedUntil: null, nextCheckAt })
    .where(mine(held))
    .returning({ id: step.id });
  if (released.length === 0) throw new LeaseLost(held);
}

/** Starts the next try; earlier ones that never ended are lost. */
export async function insertAttempt(tx: Transaction, held: Held, engine: string, before: StepRow): Promise<AttemptRow> {
  await tx
    .update(attempt)
    .set({ outcome: "lost", endedAt: sql`now()` })
    .where(
      and(
        eq(attempt.request, held.request),
        eq(attempt.step, held.id),
        isNull(attempt.endedAt),
        isNull(attempt.outcome),
      ),
    );
  const n = before.attempts + 1;
  await tx.update(step).set({ attempts: n }).where(at(held));
  const [row] = await tx
    .insert(attempt)
    .values({ id: held.lease, request: held.request, step: held.id, n, generation: before.generation, engine })
    .returning();
  if (!row) throw new LeaseLost(held);
  return row;
}

/** Every try at a step, the latest first. */
export function loadAttempts(db: Reader, request: number, id: string): Promise<AttemptRow[]> {
  return db
    .select()
    .from(attempt)
    .where(and(eq(attempt.request, request), eq(attempt.step, id)))
    .orderBy(desc(attempt.n));
}

/** The steps whose present generation has sent, or may have sent, what makes something. */
export async function loadSent(db: Reader, request: number): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectDistinct({ id: attempt.step })
    .from(attempt)
    .innerJoin(step, and(eq(step.request, attempt.request), eq(step.id, attempt.step)))
    .where(and(eq(attempt.request, request), eq(attempt.generation, step.generation), isNotNull(attempt.effectSentAt)));
  return new Set(rows.map(({ id }) => id));
}

/** Records what will be sent, secrets redacted. */
export async function recordPayload(db: Reader, attemptId: string, payload: JsonObject): Promise<void> {
  await db.update(attempt).set({ payload }).where(eq(attempt.id, attemptId));
}

/** Commits that the outside may have been changed from now on, unless the call may be repeated. Throws LeaseLost or RequestEnding, and then nothing may be made. */
export async function commitEffect(db: Database, held: Held, attemptId: string, repeatable: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    const [still] = await tx.select({ id: step.id }).from(step).where(mine(held)).for("update");
    if (!still) throw new LeaseLost(held);
    const [row] = await tx.select({ state: request.state }).from(request).where(eq(request.number, held.request));
    if (!row || ending.includes(row.state)) throw new RequestEnding(held);
    if (!repeatable)
      await tx
        .update(attempt)
        .set({ effectSentAt: sql`now()` })
        .where(eq(attempt.id, attemptId));
  });
}

/** Writes how a try ended; one that is waiting has not ended. */
export async function endAttempt(tx: Transaction, attemptId: string, patch: AttemptPatch): Promise<void> {
  const endedAt = patch.outcome === "waiting" ? null : sql`now()`;
  await tx
    .update(attempt)
    .set({ ...patch, endedAt })
    .where(eq(attempt.id, attemptId));
}
