import { z } from "zod";
import type { Actor, Door } from "#lib/core/access.ts";
import { leftText } from "#lib/core/lifecycle/left.ts";
import { abortMoves, mayAbort } from "#lib/core/lifecycle/moves.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import { writeAudit } from "#db/audit.ts";
import { listChildren } from "#db/child.ts";
import type { Transaction } from "#db/client.ts";
import { appendEvents } from "#db/event.ts";
import { wakeSettle } from "#db/queue.ts";
import { loadLeft } from "#db/left.ts";
import { loadSteps, lockRequest, type RequestRow, updateRequest } from "#db/request.ts";
import { moveStep } from "#db/step.ts";
import { command, label } from "../command.ts";
import { authorise } from "../denied.ts";
import { aboutRequest, lockVisible, tooLate } from "./locked.ts";

/**
 * Ends a request, and those it has ordered that have not ended: what has not started is skipped, what exists outside is left
 * there and named. Nothing is undone.
 */
export const abortRequest = command({
  verb: "request.abort",
  schema: z.strictObject({ number: z.string(), reason: z.string().max(2_000).optional() }),
  subject: aboutRequest,
  handler: async ({ tx, actor, door, input }) => {
    const row = await lockVisible(tx, actor, input.number);
    authorise(actor, { verb: "request.change", team: row.team, requester: row.person });
    const answer = mayAbort(row.state);
    if (!answer.allowed) throw await tooLate(tx, row, null, answer.reason);
    const left = (await loadLeft(tx, row.number)).map(leftText);
    await abortOne(tx, actor, row, input.reason);
    await abortBelow(tx, actor, door, row);
    return { value: { number: formatNumber(row.number), left }, subject: `request:${row.number}`, detail: { left } };
  },
});

async function abortOne(tx: Transaction, actor: Actor, { number }: RequestRow, reason?: string): Promise<void> {
  const events: EventBody[] = [{ type: "aborted", ...(reason ? { reason } : {}) }];
  for (const move of abortMoves(await loadSteps(tx, number))) {
    if (await moveStep(tx, number, move.id, [move.from], move.to))
      events.push({ type: "step", step: move.id, state: move.to });
  }
  // The engine ends it once nothing is processing any more; with nothing processing that is at once.
  await updateRequest(tx, number, { state: "cancelling" });
  events.push({ type: "request", state: "cancelling" });
  await appendEvents(tx, number, label(actor), events);
  await wakeSettle(tx, number);
}

/** Rows are locked from the top down, also by who orders, so that nobody waits for each other. */
async function abortBelow(tx: Transaction, actor: Actor, door: Door, { number }: RequestRow): Promise<void> {
  for (const { number: below } of await listChildren(tx, [number])) {
    const child = await lockRequest(tx, below);
    if (!child || !mayAbort(child.state).allowed) continue;
    await abortOne(tx, actor, child, `${formatNumber(number)} was aborted`);
    const entry = { verb: "request.abort", subject: `request:${below}`, detail: { parent: formatNumber(number) } };
    await writeAudit(tx, { actor: label(actor), door, outcome: "done", ...entry });
    await abortBelow(tx, actor, door, child);
  }
}
