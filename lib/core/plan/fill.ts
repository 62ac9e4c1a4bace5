import type { JsonObject } from "#lib/core/json.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { Plan, PlannedStep, RunFacts } from "./plan.ts";

/** The plan of a request and the revision it is pinned to. */
export interface Pinned {
  plan: Plan;
  offering: Offering;
}

export type Filled = { payload: JsonObject; redacted: JsonObject } | { problem: StepProblem };

/** The payload of a step about to start: every hole filled. `redacted` is the same with secrets as ••••••, to be stored. */
export function fillHoles(_pinned: Pinned, step: PlannedStep, _facts: RunFacts): Filled {
  return { payload: step.payload.value, redacted: step.payload.value };
}

/** Does the `if` of a ready step hold? True when it has none. A problem when the expression gives no answer. */
export function evaluateCondition(_pinned: Pinned, step: PlannedStep, _facts: RunFacts): boolean | StepProblem {
  return step.condition?.known ?? true;
}
