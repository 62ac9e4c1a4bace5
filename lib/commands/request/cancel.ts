import { z } from "zod";
import { mayCancel } from "#lib/core/lifecycle/ending.ts";
import { leftText } from "#lib/core/lifecycle/left.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { loadLeft } from "#db/left.ts";
import { command } from "../command.ts";
import { authorise } from "../denied.ts";
import { endRequest } from "./ending.ts";
import { aboutRequest, lockVisible, tooLate } from "./locked.ts";

/**
 * Asks what is under way to stop outside, and ends the request once that has answered, and with it those it has ordered. What
 * has not started is skipped; what exists is named. Nothing is undone.
 */
export const cancelRequest = command({
  verb: "request.cancel",
  schema: z.strictObject({ number: z.string(), reason: z.string().max(2_000).optional() }),
  subject: aboutRequest,
  handler: async ({ tx, actor, door, from, input }) => {
    const row = await lockVisible(tx, actor, input.number);
    authorise(actor, { verb: "request.change", team: row.team, requester: row.person });
    const answer = mayCancel(row.state);
    if (!answer.allowed) throw await tooLate(tx, row, null, answer.reason);
    const left = (await loadLeft(tx, row.number)).map(leftText);
    await endRequest(tx, row, { actor, door, from, ending: "cancel", reason: input.reason });
    return { value: { number: formatNumber(row.number), left }, subject: `request:${row.number}`, detail: { left } };
  },
});
