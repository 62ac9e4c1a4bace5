import type { JsonObject } from "#lib/core/json.ts";
import { endAttempt, LeaseLost, releaseStep } from "#db/attempt.ts";
import type { Transaction } from "#db/client.ts";
import { appendEvents, engineActor } from "#db/event.ts";
import { appendLastLines, appendLines, type NewLine } from "#db/log-line.ts";
import { wakeSettle, wakeStep } from "#db/queue.ts";
import { type Locked, lockWithSteps } from "#db/locked.ts";
import type { StepRow } from "#db/step.ts";
import { together } from "#db/together.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import { log } from "#lib/log.ts";
import { clean } from "./clean.ts";
import type { EngineContext } from "./context.ts";
import type { Ended } from "./ended.ts";
import { pinnedOf } from "./facts.ts";
import { endAtOnce } from "./onward.ts";
import { fallBack } from "./fall-back.ts";
import { isPassing } from "./passing.ts";
import type { Redactor } from "./redact.ts";
import { type Over, seen } from "./seen.ts";
import { type Following, settleLocked } from "./settle.ts";
import { type Taken, takeLocked } from "./take.ts";
import { type Writing, whileCancelling, withEnd, writingOf } from "./writing.ts";

/** What a turn has to say. */
export interface Told {
  ended: Ended;
  redact: Redactor;
  /** What was sent, secrets redacted, unless that is written down already. */
  payload?: JsonObject | undefined;
  /** The connection it went through. */
  connection?: string | undefined;
  /** What is left of its log. */
  lines?: readonly NewLine[];
}

/**
 * Writes how a turn ended, with what follows from it, in one transaction: the request is locked for it anyway. Answers the
 * step that goes on from there, already taken. Throws LeaseLost when the step is not ours any more.
 */
export async function report(engine: EngineContext, taken: Taken, told: Told): Promise<Taken | null> {
  const { lines = [] } = told;
  const writing = writingOf(taken, clean(told.ended, told.redact, taken.step.plan.outputs), engine);
  if (writing.attempt && told.payload) writing.attempt.payload = told.payload;
  // What only waits has sent nothing that says where it has begun.
  if (writing.state === "waiting" && writing.step.generation === undefined) writing.step.connection = told.connection;
  try {
    const pinned = await pinnedOf(engine, engine.db, taken.row);
    const atOnce = await endAtOnce(engine, taken, { writing, lines, pinned });
    if (!atOnce) return await write(engine, taken, writing, lines, pinned);
    await seen(engine, taken, writing);
    return atOnce.next;
  } catch (error) {
    if (error instanceof LeaseLost) await keepLines(engine, taken, lines);
    if (error instanceof LeaseLost || isPassing(error)) throw error;
    // What was done stays true, whatever is wrong with what follows.
    log.error("a request can't be settled", { request: formatNumber(taken.held.request), error });
    return write(engine, taken, writing, lines, null);
  }
}

const linesOf = ({ held, attempt }: Taken) => ({ request: held.request, step: held.id, attempt: attempt.id });

/** What a turn said stays readable, also when its end counts no more. */
async function keepLines({ db }: EngineContext, taken: Taken, lines: readonly NewLine[]): Promise<void> {
  await appendLines(db, linesOf(taken), lines).catch((error: unknown) =>
    log.warn("log lines could not be written", { request: taken.held.request, step: taken.held.id, error }),
  );
}

/** Without `pinned`, settling is left to a wake-up. */
async function write(
  engine: EngineContext,
  taken: Taken,
  writing: Writing,
  lines: readonly NewLine[],
  pinned: Pinned | null,
): Promise<Taken | null> {
  const { held, attempt } = taken;
  const overs: Over[] = [];
  const next = await engine.db.transaction(async (tx) => {
    const locked = await lockWithSteps(tx, held.request);
    if (!locked) throw new LeaseLost(held);
    const stopping = locked.steps.some((step) => step.id === held.id && step.state === "cancelling");
    const fell = stopping || !pinned ? null : await fallBack(tx, locked, held.id, { writing, pinned });
    const now = stopping ? whileCancelling(writing) : (fell?.writing ?? writing);
    const { state, step: patch, attempt: end, event } = now;
    overs.push({ state, attempt: end });
    // Sent without waiting for each other: one after the other they are done.
    const [, , , goesOn] = await together([
      releaseStep(tx, held, state, patch),
      end && endAttempt(tx, attempt.id, end),
      event ? appendLastLines(tx, linesOf(taken), lines) : appendLines(tx, linesOf(taken), lines),
      event &&
        follow(
          engine,
          tx,
          { ...locked, steps: withEnd(locked.steps, held, now), pinned },
          {
            events: [{ type: "step", step: held.id, ...event }, ...(fell?.events ?? [])],
            logged: lines.length > 0,
            ...(fell ? { change: { escalated: true } } : {}),
          },
        ),
    ]);
    if (fell) await wakeStep(tx, held.request, held.id);
    return goesOn;
  });
  for (const over of overs) await seen(engine, taken, over);
  return next;
}

/** What follows from the end of a turn: the step that goes on from there, if this engine may take it. */
async function follow(
  engine: EngineContext,
  tx: Transaction,
  { pinned, ...locked }: Locked & { pinned: Pinned | null },
  told: Following,
): Promise<Taken | null> {
  if (pinned) {
    const takeNext = (now: Locked, step: StepRow) => takeLocked(engine, tx, now, step, true);
    return settleLocked(engine, tx, { ...locked, pinned }, told, engine.leaving.aborted ? undefined : takeNext);
  }
  const { number } = locked.row;
  await appendEvents(tx, number, engineActor, told.events, {}, told.logged);
  await wakeSettle(tx, number);
  return null;
}
