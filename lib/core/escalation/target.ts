import type { Escalation, Offering } from "#lib/core/offering/document.ts";
import { own } from "#lib/core/expression/shape.ts";

/** Where tickets go for steps of an operation that failed: as it says itself, or as its offering says. */
export function escalationOf(offering: Offering, operation: string): Escalation | undefined {
  const named = operation === "create" ? undefined : own(offering.operations, operation)?.fulfillment?.escalation;
  return named ?? offering.fulfillment.escalation;
}

/** Why nothing can be escalated, and what would have to be written where. */
export function nowhereToEscalate({ metadata: { name, title, owner } }: Offering): { message: string; remedy: string } {
  return {
    message: `${title} does not say where tickets go when a step of it fails.`,
    remedy: `Team ${owner} adds it to the document ${name} under fulfillment, and publishes that: escalation: { project: KEY, issueType: Task }. Then escalate again.`,
  };
}
