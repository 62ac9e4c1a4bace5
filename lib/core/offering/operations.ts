import { own } from "#lib/core/expression/shape.ts";
import { waysOf } from "./document.ts";
import type { Offering } from "./document.ts";

export type OperationKind = "change" | "retire";

/** What can be done to a resource of an offering. */
export interface OfferedOperation {
  name: string;
  title: string;
  description: string;
  kind: OperationKind;
  /** It has no steps of its own: what Terraform made is planned for removal, shown, confirmed and then destroyed. */
  implied: boolean;
}

/** The operations that can be ordered: the author's, and a retirement that follows from steps that run Terraform. */
export function operationsOf(offering: Offering): OfferedOperation[] {
  const written = Object.entries(offering.operations).flatMap(([name, { title, description, fulfillment }]) =>
    fulfillment ? [{ name, title, description: description ?? "", kind: kindOf(offering, name), implied: false }] : [],
  );
  return retiresByDestroy(offering) ? [...written, impliedRetire(offering)] : written;
}

/** Does `retire` follow from what Terraform steps of the offering, or of its changes, make? */
export function retiresByDestroy(offering: Offering): boolean {
  if (own(offering.operations, "retire")?.fulfillment) return false;
  const parts = [offering, ...Object.values(offering.operations)];
  const steps = parts.flatMap(({ fulfillment }) => fulfillment?.steps ?? []);
  return steps.some((step) => waysOf(step).some(({ uses }) => uses === "terraform"));
}

/** What an operation does to its resource. */
export function kindOf(offering: Offering, operation: string): OperationKind {
  return own(offering.operations, operation)?.kind ?? (operation === "retire" ? "retire" : "change");
}

function impliedRetire(offering: Offering): OfferedOperation {
  const said = own(offering.operations, "retire");
  return {
    name: "retire",
    title: said?.title ?? "Retire",
    description:
      said?.description ??
      "Removes what Terraform has made of it. Before that it is shown, and somebody of your team types its name.",
    kind: "retire",
    implied: true,
  };
}
