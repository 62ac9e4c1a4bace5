import { outcomeOf } from "#lib/core/expression/outcome.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import type { Policy, StepDocument } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { conditionIn } from "./expressions.ts";
import { warn } from "./room.ts";
import type { Room } from "./room.ts";
import { waysAt } from "./steps.ts";

/** Warns of what no order ever comes to: a step, or a way of it, whose condition is never met, or that another stands before. */
export function checkReach(room: Room, step: StepDocument, path: Path, scope: Scope, planned: Scope): void {
  const needed = outcome(step.if, scope);
  const at = [...path, "if"];
  if (needed === false) warn(room, at, `Step ${step.id} never runs: no order meets this condition.`);
  if (needed === true) warn(room, at, "Every order meets this condition: leave it out.");
  for (const { way, path: place } of waysAt(step, path)) {
    const taken = step.any ? outcome(way.if, planned) : undefined;
    if (taken === false) warn(room, [...place, "if"], "This way is never taken: no order meets its condition.");
    if (taken === true)
      warn(room, [...place, "if"], "Every order meets this condition, so that the ways below are never taken.");
  }
}

/** A guardrail that guards nothing, or lets nothing through. */
export function checkApplies(room: Room, policy: Policy, path: Path, scope: Scope): void {
  const applies = outcome(policy.when, scope);
  const at = [...path, "when"];
  if (applies === false) warn(room, at, `Policy ${policy.id} never applies: no order meets this condition.`);
  if (applies === true && policy.effect === "deny") warn(room, at, `Policy ${policy.id} denies every order.`);
}

function outcome(condition: string | undefined, scope: Scope): boolean | undefined {
  return condition === undefined ? undefined : outcomeOf(conditionIn(condition), scope);
}
