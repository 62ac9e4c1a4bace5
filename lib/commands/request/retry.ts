import { z } from "zod";
import { mayRetry, retryGeneration } from "#lib/core/lifecycle/moves.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { appendEvents } from "#db/event.ts";
import { wakeSettle, wakeStep } from "#db/queue.ts";
import { moveStep } from "#db/step.ts";
import { command, label } from "../command.ts";
import { authorise } from "../denied.ts";
import { aboutRequest, lockVisible, stepOf, tooLate } from "./locked.ts";

/** Tries a failed step again; of an uncertain one it says "it did not happen". Completed steps and their outputs stand. */
export const retryStep = command({
  verb: "request.retry",
  schema: z.strictObject({ number: z.string(), step: z.string(), reason: z.string().max(2_000).optional() }),
  subject: aboutRequest,
  handler: async ({ tx, actor, input }) => {
    const row = await lockVisible(tx, actor, input.number);
    authorise(actor, { verb: "request.change", team: row.team, requester: row.person });
    const step = await stepOf(tx, row, input.step);
    const answer = mayRetry({ title: step.plan.title, state: step.state }, row.state);
    if (!answer.allowed) throw await tooLate(tx, row, step.id, answer.reason);
    const generation = retryGeneration(step);
    // A new generation makes a new thing: the old one's reference must not be followed any more.
    const anew = generation > step.generation ? { reference: null } : {};
    const moved = await moveStep(tx, row.number, step.id, [step.state], "queued", {
      generation,
      effectEnded: false,
      ...anew,
    });
    if (!moved) throw await tooLate(tx, row, step.id, `“${step.plan.title}” has moved on.`);
    await appendEvents(tx, row.number, label(actor), [
      { type: "retried", step: step.id, ...(input.reason ? { reason: input.reason } : {}) },
      { type: "step", step: step.id, state: "queued" },
    ]);
    await wakeStep(tx, row.number, step.id);
    await wakeSettle(tx, row.number);
    return {
      value: { number: formatNumber(row.number) },
      subject: `request:${row.number}`,
      detail: { step: step.id, generation },
    };
  },
});
