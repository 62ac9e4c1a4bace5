import type { JsonObject } from "#lib/core/json.ts";
import { endAttempt, LeaseLost, releaseStep } from "#db/attempt.ts";
import { appendEvents, engineActor } from "#db/event.ts";
import { wakeSettle } from "#db/queue.ts";
import { type Locked, lockWithSteps } from "#db/request.ts";
import type { StepRow } from "#db/step.ts";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import { log } from "#lib/log.ts";
import { clean } from "./clean.ts";
import type { EngineContext } from "./context.ts";
import type { Ended } from "./ended.ts";
import { pinnedOf } from "./facts.ts";
import { isPassing } from "./passing.ts";
import type { Redact } from "./redact.ts";
import { type Over, seen } from "./seen.ts";
import { settleLocked } from "./settle.ts";
import { type Taken, takeLocked } from "./take.ts";
import { type Writing, whileCancelling, writingOf } from "./writing.ts";

/** What a turn has to say. */
export interface Told {
  ended: Ended;
  redact: Redact;
  /** What was sent, secrets redacted, unless that is written down already. */
  payload?: JsonObject | undefined;
}

/**
 * Writes how a turn ended, with what follows from it, in one transaction: the request is locked for it anyway. Answers the
 * step that goes on from there, already taken. Throws LeaseLost when the step is not ours any more.
 */
export async function report(engine: EngineContext, taken: Taken, told: Told): Promise<Taken | null> {
  const writing = writingOf(taken, clean(told.ended, told.redact), engine);
  if (writing.attempt && told.payload) writing.attempt.payload = told.payload;
  try {
    return await write(engine, taken, writing, await pinnedOf(engine, engine.db, taken.row));
  } catch (error) {
    if (error instanceof LeaseLost || isPassing(error)) throw error;
    // What was done stays true, whatever is wrong with what follows.
    log.error("a request can't be settled", { request: formatNumber(taken.held.request), error });
    return write(engine, taken, writing, null);
  }
}

/** Without `pinned`, settling is left to a wake-up. */
async function write(
  engine: EngineContext,
  taken: Taken,
  writing: Writing,
  pinned: Pinned | null,
): Promise<Taken | null> {
  const { held, attempt } = taken;
  const { request, id } = held;
  const overs: Over[] = [];
  const next = await engine.db.transaction(async (tx) => {
    const locked = await lockWithSteps(tx, request);
    if (!locked) throw new LeaseLost(held);
    const stopping = locked.steps.some((step) => step.id === id && step.state === "cancelling");
    const { state, step: patch, attempt: end, event } = stopping ? whileCancelling(writing) : writing;
    const released = await releaseStep(tx, held, state, patch);
    if (end) await endAttempt(tx, attempt.id, end);
    overs.push({ state, attempt: end });
    if (!event) return null;
    const told: EventBody[] = [{ type: "step", step: id, ...event }];
    if (pinned) {
      const steps = locked.steps.map((step) => (step.id === id ? released : step));
      const takeNext = (now: Locked, step: StepRow) => takeLocked(engine, tx, now, step, true);
      const next = engine.leaving.aborted ? undefined : takeNext;
      return settleLocked(engine, tx, { ...locked, steps, pinned }, told, next);
    }
    await appendEvents(tx, request, engineActor, told);
    await wakeSettle(tx, request);
    return null;
  });
  for (const over of overs) await seen(engine, taken, over);
  return next;
}
