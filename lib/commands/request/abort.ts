import { z } from "zod";
import { leftOutside, leftText } from "#lib/core/lifecycle/left.ts";
import { abortMoves, mayAbort } from "#lib/core/lifecycle/moves.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import { loadSent } from "#db/attempt.ts";
import { appendEvents } from "#db/event.ts";
import { wakeSettle } from "#db/queue.ts";
import { loadSteps, updateRequest } from "#db/request.ts";
import { moveStep } from "#db/step.ts";
import { command, label } from "../command.ts";
import { authorise } from "../denied.ts";
import { aboutRequest, lockVisible, tooLate } from "./locked.ts";

/** Ends a request: what has not started is skipped, what exists outside is left there and named. Nothing is undone. */
export const abortRequest = command({
  verb: "request.abort",
  schema: z.strictObject({ number: z.string(), reason: z.string().max(2_000).optional() }),
  subject: aboutRequest,
  handler: async ({ tx, actor, input }) => {
    const row = await lockVisible(tx, actor, input.number);
    authorise(actor, { verb: "request.change", team: row.team, requester: row.person });
    const answer = mayAbort(row.state);
    if (!answer.allowed) throw await tooLate(tx, row, null, answer.reason);
    const steps = await loadSteps(tx, row.number);
    const events: EventBody[] = [{ type: "aborted", ...(input.reason ? { reason: input.reason } : {}) }];
    for (const move of abortMoves(steps)) {
      if (await moveStep(tx, row.number, move.id, [move.from], move.to))
        events.push({ type: "step", step: move.id, state: move.to });
    }
    // The engine ends it once nothing is processing any more; with nothing processing that is at once.
    await updateRequest(tx, row.number, { state: "cancelling" });
    events.push({ type: "request", state: "cancelling" });
    await appendEvents(tx, row.number, label(actor), events);
    await wakeSettle(tx, row.number);
    const sent = await loadSent(tx, row.number);
    const leaving = steps.map((step) => ({ ...step, title: step.plan.title, sent: sent.has(step.id) }));
    const left = leftOutside(leaving).map(leftText);
    return { value: { number: formatNumber(row.number), left }, subject: `request:${row.number}`, detail: { left } };
  },
});
