import { z } from "zod";
import { mayAbort } from "#lib/core/lifecycle/ending.ts";
import { leftText } from "#lib/core/lifecycle/left.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { loadLeft } from "#db/left.ts";
import { command } from "../command.ts";
import { authorise } from "../denied.ts";
import { endRequest } from "./ending.ts";
import { aboutRequest, lockVisible, tooLate } from "./locked.ts";

/**
 * Ends a request, and those it has ordered that have not ended: what has not started is skipped, what exists outside is left
 * there and named; nobody outside is asked. Of a request that is being cancelled it says "wait no longer". Nothing is undone.
 */
export const abortRequest = command({
  verb: "request.abort",
  schema: z.strictObject({ number: z.string(), reason: z.string().max(2_000).optional() }),
  subject: aboutRequest,
  handler: async ({ tx, actor, door, from, input }) => {
    const row = await lockVisible(tx, actor, input.number);
    authorise(actor, { verb: "request.change", team: row.team, requester: row.person });
    const answer = mayAbort(row.state, row.ending);
    if (!answer.allowed) throw await tooLate(tx, row, null, answer.reason);
    const left = (await loadLeft(tx, row.number)).map(leftText);
    await endRequest(tx, row, { actor, door, from, ending: "abort", reason: input.reason });
    return { value: { number: formatNumber(row.number), left }, subject: `request:${row.number}`, detail: { left } };
  },
});
