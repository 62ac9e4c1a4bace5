import { LeaseLost, loadAttempts } from "#db/attempt.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";
import { type Ended, failed } from "./ended.ts";
import { isPassing } from "./passing.ts";
import { redactor } from "./redact.ts";
import { report } from "./report.ts";
import type { Taken } from "./take.ts";

/** Engines that went away over one step in a row before nobody tries it any more. */
export const mostLost = 5;

/**
 * An error that no part of a turn expects is written down like any other end: left to the queue, it would repeat the
 * turn for ever, and what the turn makes with it. A database that is away for a while is no such error.
 */
export async function stumble(engine: EngineContext, taken: Taken, error: unknown): Promise<void> {
  if (isPassing(error)) throw error;
  const { request, id } = taken.held;
  log.error("a turn at a step failed in a way nobody expects", { request: formatNumber(request), step: id, error });
  try {
    // Told in our own words: nothing has to be redacted.
    const ended = await endWithout(engine, taken, "PAO itself stumbled over this step");
    await report(engine, taken, { ended, redact: redactor([]) });
  } catch (again) {
    if (!(again instanceof LeaseLost)) throw again;
  }
}

/** A step that takes its engines down with it. */
export function lostTooOften(engine: EngineContext, taken: Taken): Promise<Ended> {
  return endWithout(engine, taken, `Its engine went away ${taken.todo.lostBefore} times in a row`);
}

/** How a turn ends that came to no end of its own: what may have been sent, a person has to judge. */
async function endWithout({ db }: EngineContext, { held, step, todo }: Taken, what: string): Promise<Ended> {
  const attempts = await loadAttempts(db, held.request, held.id);
  const sent = attempts.some((one) => one.generation === step.generation && one.effectSentAt !== null);
  if (todo.task === "check" || !sent) return failed(internal(`${what}.`, retry));
  return { how: "uncertain", problem: internal(`${what}, and what it makes may exist or not.`, lookFirst) };
}

const internal = (sentence: string, remedy: string): StepProblem => ({ code: "internal", sentence, remedy });
const retry = "Retry; should it happen again, tell the people who run PAO: the engine's log says more.";
const lookFirst =
  "Look for it in the outside system. If it is there, say that it happened; if not, retry. Tell the people who run PAO: the engine's log says more.";
