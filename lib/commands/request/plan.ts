import { planSteps, planWarnings } from "#lib/core/plan/view.ts";
import { orderHistory } from "#db/history.ts";
import { command } from "../command.ts";
import { draftOrder, orderSchema } from "./draft.ts";

/** What will happen if this is ordered. Nothing is written and nothing outside is called. */
export const planOrder = command({
  verb: "request.plan",
  reads: true,
  schema: orderSchema,
  subject: ({ offering }) => `offering:${offering}`,
  handler: async ({ tx, actor, input }) => {
    const { plan, current, hash, decision } = await draftOrder(tx, actor, input);
    // Only first orders are measured.
    const history = input.operation === "create" ? await orderHistory(tx, current.name) : null;
    const outputs = Object.entries(plan.outputs).map(([name, { title, secret }]) => ({
      name,
      title: title ?? name,
      secret,
    }));
    return {
      value: {
        offering: current.name,
        revision: current.number,
        hash,
        steps: planSteps(plan),
        outputs,
        warnings: planWarnings(plan),
        decision,
        leadTime: history?.get(current.name)?.leadTime ?? null,
      },
    };
  },
});
