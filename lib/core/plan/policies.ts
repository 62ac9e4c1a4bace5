import type { Offering } from "#lib/core/offering/document.ts";
import type { PlanOrder } from "./compile.ts";

/** A policy of the author that applies and stands in the way of this order. */
export interface RefusingPolicy {
  id: string;
  effect: "deny" | "require-approval";
  message: string;
}

/** The policies that apply to this order and would deny it or ask for approval. */
export function policiesThatRefuse(_order: PlanOrder): RefusingPolicy[] {
  return [];
}

/** What the policies that only warn say about this order. */
export function policyWarnings(_order: PlanOrder): string[] {
  return [];
}

export type PolicyOffering = Pick<Offering, "policies">;
