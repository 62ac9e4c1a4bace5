import { type AttemptPatch, type Held, letGo } from "#db/attempt.ts";
import { patched, sealStepOutputs, type StepPatch, type StepRow } from "#db/step.ts";
import type { Progress } from "#lib/adapters/adapter.ts";
import { type EventBody, type Reference, taskReference } from "#lib/core/lifecycle/event.ts";
import { outputsTask, ticketYields } from "#lib/core/escalation/task.ts";
import type { Json } from "#lib/core/json.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { readOutputs } from "#lib/core/outcome/outputs.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { aborted } from "./asked.ts";
import { type EngineContext, secondsSince } from "./context.ts";
import type { Ended } from "./ended.ts";
import { hears, nextLook } from "./pause.ts";
import type { Taken } from "./take.ts";

type StepEvent = Omit<Extract<EventBody, { type: "step" }>, "type" | "step">;
type Turn = Pick<Taken, "step" | "held">;

/** What the end of a turn makes of its step and its attempt. */
export interface Writing {
  state: StepRow["state"];
  step: StepPatch & { nextCheckInSeconds?: number };
  /** Null when the attempt goes on as it is. */
  attempt: AttemptPatch | null;
  /** Null when a person would learn nothing new. */
  event: StepEvent | null;
}

/** As the steps are when this one is released. */
export function withEnd(steps: readonly StepRow[], { id }: Held, { state, step: patch }: Writing): StepRow[] {
  const { nextCheckInSeconds: _, ...columns } = patch;
  return steps.map((step) => (step.id === id ? patched(step, { ...letGo, ...columns, state }) : step));
}

/** Of an attempt that is known to have made nothing. */
const nothingSent = { effectSentAt: null, repeatableSentAt: null } as const satisfies AttemptPatch;

/** What says when to look again. */
export type Pauses = Pick<EngineContext, "longestPauseSeconds">;

export function writingOf(turn: Turn, ended: Ended, pauses: Pauses): Writing {
  const { step } = turn;
  switch (ended.how) {
    case "progress":
      return ofProgress(turn, ended.progress, ended.madeNothing ?? false, pauses);
    case "again": {
      const { problem, seconds, note, tries } = ended;
      return {
        state: "queued",
        step: { problem, tries, nextCheckInSeconds: seconds },
        attempt: { outcome: "again", problem, ...(ended.madeNothing ? nothingSent : {}) },
        event: { state: "queued", problem, note },
      };
    }
    case "look": {
      const problem = ended.problem ?? step.problem;
      const news = { note: "looking for what may have been made", ...(problem ? { problem } : {}) };
      return {
        state: "waiting",
        step: { problem, nextCheckInSeconds: ended.seconds },
        attempt: { outcome: "waiting", problem },
        event: step.state === "waiting" ? null : { state: "waiting", ...news },
      };
    }
    case "silence": {
      const { problem } = ended;
      const known = step.problem?.code === problem.code;
      return {
        state: "waiting",
        step: { problem, nextCheckInSeconds: ended.seconds },
        attempt: null,
        event: known ? null : { state: "waiting", problem, note: "asking again" },
      };
    }
    case "stopped": {
      const reference = ended.reference ?? step.reference;
      return {
        state: "cancelled",
        step: { reference, problem: null, endedAt: new Date() },
        attempt: { outcome: "cancelled", reference },
        event: {
          state: "cancelled",
          ...(reference ? { reference } : {}),
          ...(ended.note === undefined ? {} : { note: ended.note }),
        },
      };
    }
    case "uncertain": {
      const { problem } = ended;
      return {
        state: "uncertain",
        step: { problem, endedAt: new Date() },
        attempt: { outcome: "uncertain", problem },
        event: { state: "uncertain", problem },
      };
    }
  }
}

/** Interrupted because its request was ended: that is what was wanted. */
const interrupted: readonly string[] = ["terraform_stopped", aborted];

/** The same for a step that was asked to stop, before the turn or during it. */
export function whileCancelling(writing: Writing): Writing {
  const { state, step, event } = writing;
  const told = (to: Writing["state"], note?: string) =>
    event && { ...event, state: to, ...(note === undefined ? {} : { note }) };
  if (state === "waiting") return { ...writing, state: "cancelling", event: told("cancelling") };
  if (state === "completed") return { ...writing, event: told(state, "it was done before it could be stopped") };
  const nothingMore = state === "queued" || (state === "failed" && interrupted.includes(step.problem?.code ?? ""));
  if (!nothingMore) return writing;
  const { nextCheckInSeconds: _, ...ended } = step;
  return { ...writing, state: "cancelled", step: { ...ended, endedAt: new Date() }, event: told("cancelled") };
}

function ofProgress(turn: Turn, progress: Progress, madeNothing: boolean, pauses: Pauses): Writing {
  if (progress.state === "waiting") return ofWaiting(turn, progress, pauses);
  const { step } = turn;
  const reference = progress.reference ?? step.reference;
  if (progress.state === "failed") return ofFailure({ ...progress, reference, madeNothing });
  if (step.plan.escalated && step.uses === "jira-issue" && reference)
    return ofTicket(turn, reference, ticketYields(step.plan, progress.outputs));
  return ofOutputs(turn, progress, progress.outputs, reference);
}

/** The ticket of an escalated step is done: what the step owes is asked for, unless nothing is. */
function ofTicket(turn: Turn, reference: Reference, told: Record<string, Json>): Writing {
  const { plan, request, id, generation } = turn.step;
  const task = outputsTask(plan, reference);
  if (!task) return ofOutputs(turn, {}, told, reference);
  const team = task.escalated?.team ?? null;
  const asked = taskReference(formatNumber(request), id, team ?? "");
  return {
    state: "waiting",
    // A task is no attempt of the ticket's: what that has sent is not its own.
    step: {
      plan: task,
      uses: task.uses,
      generation: generation + 1,
      connection: null,
      reference: asked,
      assignedTeam: team,
      outputs: told,
      problem: null,
    },
    attempt: { outcome: "completed", reference },
    event: {
      state: "waiting",
      reference: asked,
      note: `${reference.id} is done, and team ${team} is asked what came of it`,
    },
  };
}

function ofOutputs(
  { held, step }: Turn,
  progress: { note?: string },
  told: Record<string, Json>,
  reference: Reference | null,
): Writing {
  const outputs = readOutputs(step.plan.outputs, told);
  if ("problem" in outputs) return ofFailure({ problem: outputs.problem, ended: false, reference, madeNothing: false });
  const { open, secrets } = outputs;
  const sealedOutputs = sealStepOutputs(held.request, held.id, secrets);
  return {
    state: "completed",
    step: { reference, outputs: open, sealedOutputs, problem: null, endedAt: new Date() },
    attempt: { outcome: "completed", reference },
    event: {
      state: "completed",
      ...(reference ? { reference } : {}),
      ...(progress.note === undefined ? {} : { note: progress.note }),
    },
  };
}

interface Failure {
  problem: StepProblem;
  ended: boolean;
  reference: Reference | null;
  /** The call was refused: there is nothing to look for. */
  madeNothing: boolean;
}

function ofFailure({ problem, ended, reference, madeNothing }: Failure): Writing {
  return {
    state: "failed",
    step: { reference, problem, effectEnded: ended, endedAt: new Date() },
    attempt: { outcome: "failed", problem, reference, ...(madeNothing ? nothingSent : {}) },
    event: { state: "failed", problem, ...(reference ? { reference } : {}) },
  };
}

function ofWaiting(
  { step }: Turn,
  progress: Extract<Progress, { state: "waiting" }>,
  { longestPauseSeconds }: Pauses,
): Writing {
  const { reference, note } = progress;
  const { timeoutSeconds } = step.plan;
  const waited = secondsSince(step.startedAt);
  const look = nextLook(progress.checkAfterSeconds, waited, longestPauseSeconds, hears(step.heardAt));
  const next = timeoutSeconds === undefined ? look : Math.min(look, Math.max(1, timeoutSeconds - waited + 1));
  const team = reference.kind === "task" ? reference.data?.["team"] : undefined;
  const news = step.state !== "waiting" || step.reference === null || hasChanged(step.reference, reference);
  return {
    state: "waiting",
    step: {
      reference,
      problem: null,
      ...(team === undefined ? {} : { assignedTeam: team }),
      ...(Number.isFinite(next) ? { nextCheckInSeconds: next } : {}),
    },
    attempt: { outcome: "waiting", reference },
    event: news ? { state: "waiting", reference, ...(note === undefined ? {} : { note }) } : null,
  };
}

/** What was not known before (the first status of a new issue) is no news, and neither is what the log has told (`seen`). */
function hasChanged(before: Reference, now: Reference): boolean {
  const known = Object.entries(before.data ?? {}).filter(([name]) => name !== "seen");
  return before.id !== now.id || before.url !== now.url || known.some(([name, value]) => now.data?.[name] !== value);
}
