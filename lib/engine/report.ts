import { endAttempt, releaseStep } from "#db/attempt.ts";
import type { Transaction } from "#db/client.ts";
import { appendEvents, engineActor } from "#db/event.ts";
import { wakeSettle } from "#db/queue.ts";
import { lockRequest } from "#db/request.ts";
import { sealStepOutputs } from "#db/step.ts";
import type { Progress } from "#lib/adapters/adapter.ts";
import type { EventBody, Reference } from "#lib/core/lifecycle/event.ts";
import { readOutputs } from "#lib/core/outcome/outputs.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { clean } from "./clean.ts";
import { type EngineContext, secondsSince } from "./context.ts";
import type { Ended } from "./ended.ts";
import { nextLook } from "./pause.ts";
import type { Redact } from "./redact.ts";
import type { Taken } from "./take.ts";

type StepEvent = Omit<Extract<EventBody, { type: "step" }>, "type" | "step">;

/** Writes how a turn ended, with what follows from it, in one transaction. Throws LeaseLost when the step is not ours any more. */
export async function report(engine: EngineContext, taken: Taken, ended: Ended, redact: Redact): Promise<void> {
  const { request, id } = taken.held;
  await engine.db.transaction(async (tx) => {
    await lockRequest(tx, request);
    const event = await write(tx, engine, taken, clean(ended, redact));
    if (!event) return;
    await appendEvents(tx, request, engineActor, [{ type: "step", step: id, ...event }]);
    await wakeSettle(tx, request);
  });
}

/** Answers the event to write; null when a person would learn nothing new. */
async function write(tx: Transaction, engine: EngineContext, taken: Taken, ended: Ended): Promise<StepEvent | null> {
  const { held, step, attempt } = taken;
  switch (ended.how) {
    case "progress":
      return writeProgress(tx, engine, taken, ended.progress, ended.madeNothing ?? false);
    case "again": {
      const { problem, seconds, note } = ended;
      await releaseStep(tx, held, "queued", { problem, nextCheckInSeconds: seconds });
      await endAttempt(tx, attempt.id, { outcome: "again", problem, effectSentAt: null });
      return { state: "queued", problem, note };
    }
    case "look": {
      const problem = ended.problem ?? step.problem;
      await releaseStep(tx, held, "waiting", { problem, nextCheckInSeconds: ended.seconds });
      await endAttempt(tx, attempt.id, { outcome: "waiting", problem });
      return step.state === "waiting"
        ? null
        : { state: "waiting", note: "looking for what may have been made", ...(problem ? { problem } : {}) };
    }
    case "silence": {
      const { problem } = ended;
      await releaseStep(tx, held, "waiting", { problem, nextCheckInSeconds: ended.seconds });
      return step.problem?.code === problem.code ? null : { state: "waiting", problem, note: "asking again" };
    }
    case "uncertain": {
      const { problem } = ended;
      await releaseStep(tx, held, "uncertain", { problem, endedAt: new Date() });
      await endAttempt(tx, attempt.id, { outcome: "uncertain", problem });
      return { state: "uncertain", problem };
    }
  }
}

async function writeProgress(
  tx: Transaction,
  engine: EngineContext,
  taken: Taken,
  progress: Progress,
  madeNothing: boolean,
): Promise<StepEvent | null> {
  if (progress.state === "waiting") return writeWaiting(tx, engine, taken, progress);
  const reference = progress.reference ?? taken.step.reference;
  if (progress.state === "failed") return writeFailed(tx, taken, { ...progress, reference, madeNothing });
  const { held, step, attempt } = taken;
  const outputs = readOutputs(step.plan.outputs, progress.outputs);
  if ("problem" in outputs)
    return writeFailed(tx, taken, { problem: outputs.problem, ended: false, reference, madeNothing: false });
  const { open, secrets } = outputs;
  const sealedOutputs = sealStepOutputs(held.request, held.id, secrets);
  await releaseStep(tx, held, "completed", {
    reference,
    outputs: open,
    sealedOutputs,
    problem: null,
    endedAt: new Date(),
  });
  await endAttempt(tx, attempt.id, { outcome: "completed", reference });
  return {
    state: "completed",
    ...(reference ? { reference } : {}),
    ...(progress.note === undefined ? {} : { note: progress.note }),
  };
}

interface Failure {
  problem: StepProblem;
  ended: boolean;
  reference: Reference | null;
  /** The call was refused: there is nothing to look for. */
  madeNothing: boolean;
}

async function writeFailed(tx: Transaction, { held, attempt }: Taken, failure: Failure): Promise<StepEvent> {
  const { problem, ended, reference, madeNothing } = failure;
  await releaseStep(tx, held, "failed", { reference, problem, effectEnded: ended, endedAt: new Date() });
  await endAttempt(tx, attempt.id, {
    outcome: "failed",
    problem,
    reference,
    ...(madeNothing ? { effectSentAt: null } : {}),
  });
  return { state: "failed", problem, ...(reference ? { reference } : {}) };
}

async function writeWaiting(
  tx: Transaction,
  engine: EngineContext,
  taken: Taken,
  progress: Extract<Progress, { state: "waiting" }>,
): Promise<StepEvent | null> {
  const { held, step, attempt } = taken;
  const { reference, note } = progress;
  const { timeoutSeconds } = step.plan;
  const waited = secondsSince(step.startedAt);
  const look = nextLook(progress.checkAfterSeconds, waited, engine.longestPauseSeconds);
  const next = timeoutSeconds === undefined ? look : Math.min(look, Math.max(1, timeoutSeconds - waited + 1));
  const team = reference.kind === "task" ? reference.data?.["team"] : undefined;
  await releaseStep(tx, held, "waiting", {
    reference,
    problem: null,
    ...(team === undefined ? {} : { assignedTeam: team }),
    ...(Number.isFinite(next) ? { nextCheckInSeconds: next } : {}),
  });
  await endAttempt(tx, attempt.id, { outcome: "waiting", reference });
  const news = step.state !== "waiting" || step.reference === null || hasChanged(step.reference, reference);
  return news ? { state: "waiting", reference, ...(note === undefined ? {} : { note }) } : null;
}

/** What was not known before (the first status of a new issue) is no news, and neither is what the log has told (`seen`). */
function hasChanged(before: Reference, now: Reference): boolean {
  const known = Object.entries(before.data ?? {}).filter(([name]) => name !== "seen");
  return before.id !== now.id || before.url !== now.url || known.some(([name, value]) => now.data?.[name] !== value);
}
