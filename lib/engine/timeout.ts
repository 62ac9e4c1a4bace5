import type { StepRow } from "#db/step.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { secondsSince } from "./context.ts";
import type { Ended } from "./ended.ts";

type Timed = Pick<StepRow, "plan" | "startedAt">;

/** The step has taken longer than its `timeout`, counted anew when a person tries it again. */
export function isLate({ plan, startedAt }: Timed): boolean {
  return plan.timeoutSeconds !== undefined && secondsSince(startedAt) > plan.timeoutSeconds;
}

/** `silence` is why the outside could not say how the thing stands. */
export function timedOut({ plan }: Timed, silence?: StepProblem): StepProblem {
  return {
    code: "timed_out",
    sentence: `It was not done within ${span(plan.timeoutSeconds ?? 0)}.`,
    ...(silence === undefined ? {} : { detail: inWords(silence) }),
    remedy: "Look at the outside thing. Retry waits for it again; when it was done by hand, say so.",
  };
}

/** The time is up while nobody knows yet whether something was made. */
export function outOfTime(cause: StepProblem | null): Ended {
  const problem: StepProblem = {
    code: "timed_out",
    sentence: "The step's time is up, and what it was to make has not turned up: it may exist or not.",
    ...(cause === null ? {} : { detail: inWords(cause) }),
    remedy: "Look for it in the outside system. If it is there, say that it happened; if not, retry.",
  };
  return { how: "uncertain", problem };
}

const inWords = ({ sentence, detail }: StepProblem) => [sentence, detail].filter(Boolean).join(" ");

function span(seconds: number): string {
  return seconds >= 3600 ? `${Math.round(seconds / 360) / 10} h` : `${Math.round(seconds / 6) / 10} min`;
}
