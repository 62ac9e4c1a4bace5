import type { Transaction } from "#db/client.ts";
import { orderHistory } from "#db/history.ts";
import { planOutputs, planSteps, planWarnings } from "#lib/core/plan/view.ts";
import { command } from "../command.ts";
import { drawUp, type DrawnUp, orderSchema } from "./draw-up.ts";

/** What will happen if this is ordered. Nothing is written and nothing outside is called. */
export const planOrder = command({
  verb: "request.plan",
  reads: true,
  schema: orderSchema,
  subject: ({ offering }) => `offering:${offering}`,
  handler: async ({ tx, actor, input }) => ({ value: await shownPlan(tx, await drawUp(tx, actor, input)) }),
});

/** A drawn up order as doors show it. */
export async function shownPlan(tx: Transaction, { plan, revision, hash, decision }: DrawnUp) {
  // Only first orders are measured.
  const history = plan.operation === "create" ? await orderHistory(tx, revision.name) : null;
  return {
    offering: revision.name,
    revision: revision.number,
    hash,
    steps: planSteps(plan),
    outputs: planOutputs(plan),
    warnings: planWarnings(plan),
    decision,
    leadTime: history?.get(revision.name)?.leadTime ?? null,
  };
}
