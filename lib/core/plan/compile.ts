import type { JsonObject } from "#lib/core/json.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { Plan, PlanContext } from "./plan.ts";

export interface PlanOrder {
  offering: Offering;
  revision: number;
  /** `create`, or a name of the author's. */
  operation: string;
  /** The answers with defaults applied, secret ones left out. */
  inputs: JsonObject;
  context: PlanContext;
}

/** Revision, answers and context → the steps a request will take. Throws Problem("invalid") naming step and field. */
export function compilePlan(order: PlanOrder): Plan {
  return {
    offering: order.offering.metadata.name,
    revision: order.revision,
    operation: order.operation,
    steps: [],
    outputs: {},
    warnings: [],
    given: { inputs: order.inputs, request: {}, vars: {} },
  };
}
