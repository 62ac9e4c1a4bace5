import type { StepProblem } from "#lib/core/problem.ts";
import type { RequestState, StepState } from "./states.ts";

export interface SettleStep {
  id: string;
  state: StepState;
  needs: readonly string[];
  blocking: boolean;
  /** Present when the step has an `if`. */
  condition?: unknown;
}

export interface SettleMove {
  id: string;
  from: StepState;
  to: "queued" | "skipped" | "failed" | "cancelled";
  /** Why, when it failed: its condition gave no answer. */
  problem?: StepProblem;
}

export interface Settled {
  moves: SettleMove[];
  request: RequestState;
  /** A blocking step is stuck, whether or not others still move. */
  stuck: boolean;
}

/**
 * What follows from where the steps stand: which ones may start or fall away, and the state of the request.
 * `decideIf` is asked once for each step that is ready and has a condition. `now` is the request's state so far:
 * `cancelling` once a person aborted it; a final one never changes.
 */
export function settle(
  steps: readonly SettleStep[],
  decideIf: (id: string) => boolean | StepProblem,
  now: RequestState = "submitted",
): Settled {
  return {
    moves: steps
      .filter((step) => step.condition !== undefined && decideIf(step.id) === false)
      .map((step) => ({ id: step.id, from: step.state, to: "skipped" })),
    request: now,
    stuck: false,
  };
}
