import type { AdapterError, Finding } from "#lib/adapters/adapter.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { type EngineContext, secondsSince } from "./context.ts";
import { type Ended, failed } from "./ended.ts";
import { afterSilence, tryAgain } from "./pause.ts";
import type { Todo } from "./take.ts";

/** How long an outside that can't be asked is asked again before a person has to say. */
const patienceSeconds = 15 * 60;

/** What a failed call to make something means. */
export function judgeStart(error: AdapterError, todo: Todo): Ended {
  if (error.effect === "maybe") return { how: "look", seconds: 1, problem: error.problem };
  // A refusal says nothing of a call before it, unless somebody said that nothing came of that.
  const madeNothing = error.effect === "none" && (todo.sentAt === null || todo.mayMake);
  const again = error.repeat ? tryAgain(todo.triesBefore + 1, error.retryAfterSeconds, Math.random()) : null;
  return again
    ? { how: "again", ...again, problem: error.problem, madeNothing }
    : failed(error.problem, { madeNothing });
}

/** What a failed look at a known thing means: reads may always be repeated. */
export function judgeCheck(
  error: AdapterError,
  { longestPauseSeconds }: Pick<EngineContext, "longestPauseSeconds">,
): Ended {
  if (!error.repeat) return failed(error.problem);
  return {
    how: "silence",
    seconds: afterSilence(error.retryAfterSeconds, longestPauseSeconds),
    problem: error.problem,
  };
}

/**
 * What a call means that was to stop something: it is repeated, more rarely the longer it goes on, until the outside answers
 * or a person waits no longer. What can't be repeated ends the step; what it left is named.
 */
export function judgeStop(
  error: AdapterError,
  askedForSeconds: number,
  { longestPauseSeconds }: Pick<EngineContext, "longestPauseSeconds">,
): Ended {
  if (!error.repeat) return failed(error.problem);
  const pause = Math.min(10 * longestPauseSeconds, askedForSeconds / 4);
  const seconds = Math.max(1, Math.min(2, longestPauseSeconds), pause, error.retryAfterSeconds ?? 0);
  return { how: "silence", seconds, problem: error.problem };
}

interface Looking {
  /** When this attempt began to look: an engine that was away, or a person's retry, has the whole patience before it. */
  since: Date;
  settlingSeconds: number;
  /** What is known to have gone wrong. */
  before: StepProblem | null;
  longestPauseSeconds: number;
}

/** What looking for an earlier effect means; "make" when a person said that it did not happen, or the outside takes no second one, and it is not there. */
export function judgeFinding(
  finding: Finding,
  todo: Todo,
  { since, settlingSeconds, before, longestPauseSeconds }: Looking,
): Ended | "make" {
  const waited = secondsSince(todo.sentAt);
  if ("unknown" in finding) {
    if (secondsSince(since) > Math.max(settlingSeconds, patienceSeconds))
      return { how: "uncertain", problem: unclear(finding.unknown) };
    return { how: "look", seconds: afterSilence(undefined, longestPauseSeconds), problem: finding.unknown };
  }
  if ("uncertain" in finding) return todo.mayMake ? "make" : { how: "uncertain", problem: finding.uncertain };
  if ("blind" in finding) return todo.mayMake ? "make" : { how: "uncertain", problem: unclear(before) };
  if (finding.found) return { how: "progress", progress: finding.found };
  if (waited < settlingSeconds) return { how: "look", seconds: Math.max(1, Math.min(5, settlingSeconds - waited)) };
  const safe = finding.repeatable === true && secondsSince(since) < patienceSeconds;
  return todo.mayMake || safe ? "make" : { how: "uncertain", problem: unclear(before) };
}

/** Says exactly what a person has to look for, where the adapter knows. */
export function withTraces(ended: Ended, tracesOf: () => string | undefined): Ended {
  if (ended.how !== "uncertain" || !unknowing.includes(ended.problem.code)) return ended;
  const traces = tracesOf();
  if (traces === undefined) return ended;
  const remedy = `Look for ${traces}. If it is there, say that it happened and give its reference; if not, retry.`;
  return { how: "uncertain", problem: { ...ended.problem, remedy } };
}

/** Nobody saw how it went; other doubts have words of their own. */
const unknowing: readonly string[] = ["effect_unknown", "timed_out"];

function unclear(cause: StepProblem | null): StepProblem {
  const detail = cause && [cause.sentence, cause.detail].filter(Boolean).join(" ");
  return {
    code: "effect_unknown",
    sentence: "The connection broke while this was being made, and nothing has turned up since: it may exist or not.",
    ...(detail ? { detail } : {}),
    remedy:
      "Look for it in the outside system. If it is there, say that it happened and give its reference; if not, retry.",
  };
}
