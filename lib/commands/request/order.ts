import { Problem } from "#lib/core/problem.ts";
import { command } from "../command.ts";
import { obey } from "../denied.ts";
import { drawUp, orderSchema } from "./draw-up.ts";
import { takeOrder } from "./take-order.ts";

/** Takes an order: what the plan said is what will run, or it is refused as stale. */
export const orderRequest = command({
  verb: "request.order",
  schema: orderSchema,
  subject: ({ offering }) => `offering:${offering}`,
  handler: async ({ tx, actor, door, input, traceparent }) => {
    const from = new Date();
    const drawn = await drawUp(tx, actor, input, true);
    obey(drawn.decision);
    if (input.planHash !== undefined && input.planHash !== drawn.hash) throw stalePlan();
    return takeOrder(tx, drawn, { actor, door, traceparent, from });
  },
});

function stalePlan(): Problem {
  return new Problem("stale", "What would run is no longer what the plan showed.", {
    remedy: "Look at the plan again, then order.",
  });
}
