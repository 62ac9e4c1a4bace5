import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { evaluate, ExpressionProblem, renderText } from "#lib/core/expression/evaluate.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { masked } from "#lib/core/masked.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import { decided } from "./condition.ts";
import { readsSecret } from "./open.ts";
import type { Hole, Plan, PlannedStep, RunFacts } from "./plan.ts";
import { put } from "./put.ts";
import { rootsOfRun } from "./roots.ts";
import { scopeOfPlan } from "./scope.ts";

/** The plan of a request and the revision it is pinned to. */
export interface Pinned {
  plan: Plan;
  offering: Offering;
  /** The modules that the revision brings. */
  modules?: Modules;
}

export type Filled = { payload: JsonObject; redacted: JsonObject } | { problem: StepProblem };

export interface Filling {
  roots: JsonObject;
  scope: Scope;
  escape: (pointer: string, text: string) => string;
}

/** The payload of a step about to start: every hole filled. `redacted` is the same with secrets as ••••••, to be stored. */
export function fillHoles(pinned: Pinned, step: PlannedStep, facts: RunFacts): Filled {
  const filling = fillingOf(pinned, step, facts);
  const open = new Map<string, Json>();
  const shut = new Map<string, Json>();
  for (const hole of step.payload.holes) {
    try {
      const { value, redacted } = fill(hole, filling);
      open.set(hole.pointer, value);
      shut.set(hole.pointer, redacted);
    } catch (error) {
      return { problem: problemOf(error, `its ${hole.pointer.split("/").slice(1).join(".")}`) };
    }
  }
  return { payload: put(step.payload.value, open), redacted: put(step.payload.value, shut) };
}

export function fillingOf(pinned: Pinned, { uses }: Pick<PlannedStep, "uses">, facts: RunFacts): Filling {
  const definition = adapterDefinition(uses);
  return {
    roots: rootsOfRun(pinned.offering, pinned.plan, facts),
    scope: scopeOfPlan(pinned.offering, pinned.plan.operation, pinned.modules),
    escape: (pointer, text) => definition.escape?.(pointer, text) ?? text,
  };
}

/** Does the `if` of a ready step hold? True when it has none. A problem when the expression gives no answer. */
export function evaluateCondition(pinned: Pinned, step: PlannedStep, facts: RunFacts): boolean | StepProblem {
  if (step.condition === undefined) return true;
  if (step.condition.known !== undefined) return step.condition.known;
  try {
    return decided(
      step.condition.expression,
      rootsOfRun(pinned.offering, pinned.plan, facts),
      scopeOfPlan(pinned.offering, pinned.plan.operation, pinned.modules),
    );
  } catch (error) {
    return problemOf(error, "whether it is needed");
  }
}

/** The value for a hole, and the same with secrets as ••••••. Throws ExpressionProblem. */
export function fill(hole: Hole, { roots, scope, escape }: Filling): { value: Json; redacted: Json } {
  const [only] = hole.parts;
  if (hole.whole && typeof only === "object") {
    const value = evaluate(only.expression, roots, scope);
    return { value, redacted: readsSecret(only.expression, scope) ? masked : value };
  }
  let value = "";
  let redacted = "";
  for (const part of hole.parts) {
    const text =
      typeof part === "string" ? part : escape(hole.pointer, renderText(evaluate(part.expression, roots, scope)));
    value += text;
    redacted += typeof part === "object" && readsSecret(part.expression, scope) ? masked : text;
  }
  return { value, redacted };
}

function problemOf(error: unknown, what: string): StepProblem {
  if (!(error instanceof ExpressionProblem)) throw error;
  return {
    code: "expression_failed",
    sentence: `With what the earlier steps yielded, ${what} can't be worked out.`,
    detail: error.message,
    remedy:
      "Do the step by hand and resolve it, or abort; the offering's owner can correct the document for the next order.",
  };
}
