import { own } from "#lib/core/expression/shape.ts";
import { retiresByDestroy } from "#lib/core/offering/operations.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { Problem } from "#lib/core/problem.ts";

/** The part of a document that one operation is about. */
export type Section = Pick<Offering, "policies" | "fulfillment" | "outputs">;

export function sectionOf(offering: Offering, operation: string): Section {
  if (operation === "create") return offering;
  const found = own(offering.operations, operation);
  // Its steps follow from what Terraform has made.
  if (operation === "retire" && retiresByDestroy(offering))
    return { policies: found?.policies ?? [], fulfillment: { steps: [] }, outputs: {} };
  if (!found) throw new Problem("invalid", `${offering.metadata.title} has no operation “${operation}”.`);
  if (!found.fulfillment) throw new Problem("invalid", `“${found.title}” has no steps of its own.`);
  return { policies: found.policies, fulfillment: found.fulfillment, outputs: found.outputs ?? {} };
}
