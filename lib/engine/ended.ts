import type { Progress } from "#lib/adapters/adapter.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { StepProblem } from "#lib/core/problem.ts";

/** How a turn at a step ended. */
export type Ended =
  | { how: "progress"; progress: Progress; madeNothing?: boolean }
  /** It is safe to try again by itself: nothing was made, or making it once more changes nothing. */
  | { how: "again"; seconds: number; tries: number; note: string; problem: StepProblem; madeNothing: boolean }
  /** Something may have been made: look for it later. */
  | { how: "look"; seconds: number; problem?: StepProblem }
  /** The outside did not answer how the thing stands: ask again later. */
  | { how: "silence"; seconds: number; problem: StepProblem }
  /** It was asked to stop, and nothing of it goes on. */
  | { how: "stopped"; reference?: Reference; note?: string }
  /** Nobody can tell whether something was made: a person must say. */
  | { how: "uncertain"; problem: StepProblem };

export function failed(problem: StepProblem, more: { madeNothing?: boolean } = {}): Ended {
  return { how: "progress", progress: { state: "failed", problem, ended: false }, ...more };
}
