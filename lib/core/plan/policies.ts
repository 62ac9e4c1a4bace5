import type { Policy } from "#lib/core/offering/document.ts";
import { decided, conditionOf } from "./condition.ts";
import { readsOf, waitsFor } from "./open.ts";
import { inField } from "./payload.ts";
import type { PlanOrder } from "./compile.ts";
import { rootsOfOrder } from "./roots.ts";
import { scopeOfPlan } from "./scope.ts";
import { sectionOf } from "./section.ts";

/** A policy of the author that applies and stands in the way of this order. */
export interface RefusingPolicy {
  id: string;
  effect: "deny" | "require-approval";
  message: string;
}

/** The policies that are known to apply to this order and would deny it or ask for approval. */
export function policiesThatRefuse(order: PlanOrder): RefusingPolicy[] {
  return applying(order).flatMap(({ id, effect, message }) => (effect === "warn" ? [] : [{ id, effect, message }]));
}

/** What the policies that only warn say about this order. */
export function policyWarnings(order: PlanOrder): string[] {
  return applying(order).flatMap(({ effect, message }) => (effect === "warn" ? [message] : []));
}

function applying({ offering, operation, inputs, context, open }: PlanOrder): Policy[] {
  const { policies } = sectionOf(offering, operation);
  if (policies.length === 0) return [];
  const scope = scopeOfPlan(offering, operation);
  const roots = rootsOfOrder(offering, operation, inputs, context);
  return policies.filter((policy) => {
    try {
      const when = conditionOf(policy.when);
      return waitsFor(readsOf(when, scope), open) === undefined && decided(when, roots, scope);
    } catch (error) {
      throw inField(error, `Policy ${policy.id}`, "/when");
    }
  });
}
