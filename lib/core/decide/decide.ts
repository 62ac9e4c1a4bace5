import type { Actor, Ask } from "#lib/core/access.ts";
import type { ConnectionKind } from "#lib/core/adapter/definition.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";
import type { RefusingPolicy } from "#lib/core/plan/policies.ts";
import type { Decision } from "./decision.ts";

/** Everything a decision is taken on. */
export interface Question {
  actor: Actor;
  ask: Ask;
  offering: { title: string; environments?: readonly string[] | undefined };
  environment: string;
  /** The planned steps: all of them before an order, the one that is about to start later. */
  steps: readonly Pick<PlannedStep, "id" | "title" | "uses" | "connection" | "condition">[];
  connections: readonly { name: string; kind: ConnectionKind }[];
  /** Capabilities of the engines that are alive, one record each: `{ "jira-issue": "1" }`. */
  engines: readonly Readonly<Record<string, string>>[];
  refusingPolicies: readonly RefusingPolicy[];
}

/** May this order be taken, may this step start? The first stage that objects answers, with all its reasons. */
export function decide(_question: Question): Decision {
  return { answer: "allow", reasons: [] };
}
