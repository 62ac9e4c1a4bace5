import { z } from "zod";
import { type Actor, may, personOf } from "#lib/core/access.ts";
import { mayRetry } from "#lib/core/lifecycle/moves.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { type RetryMove, retryMoves } from "#lib/core/lifecycle/retry.ts";
import { loadSent } from "#db/attempt.ts";
import type { Transaction } from "#db/client.ts";
import { appendEvents } from "#db/event.ts";
import { wakeSettle, wakeStep } from "#db/queue.ts";
import { loadSteps, type RequestRow, updateRequest } from "#db/request.ts";
import { moveStep, type StepPatch, type StepRow } from "#db/step.ts";
import { command, label } from "../command.ts";
import { authorise } from "../denied.ts";
import { aboutRequest, lockVisible, stepOf, tooLate } from "./locked.ts";

/**
 * Tries a failed step again; of an uncertain one it says "it did not happen". Completed steps and their outputs stand, unless
 * an earlier one is named in `from`: then that one runs again, and all that is built on it.
 */
export const retryStep = command({
  verb: "request.retry",
  schema: z.strictObject({
    number: z.string(),
    step: z.string(),
    from: z.string().optional(),
    reason: z.string().max(2_000).optional(),
  }),
  subject: aboutRequest,
  handler: async ({ tx, actor, input }) => {
    const row = await lockVisible(tx, actor, input.number);
    authorise(actor, { verb: "request.change", team: row.team, requester: row.person });
    const step = await stepOf(tx, row, input.step);
    const answer = mayRetry({ title: step.plan.title, state: step.state }, row.state);
    if (!answer.allowed) throw await tooLate(tx, row, step.id, answer.reason);
    const { from = step.id } = input;
    const sent = await loadSent(tx, row.number);
    const steps = (await loadSteps(tx, row.number)).map((one) => ({ ...one, sent: sent.has(one.id) }));
    const found = retryMoves(steps, step.id, from, row.state);
    if ("refused" in found) throw await tooLate(tx, row, step.id, found.refused);
    for (const move of found.moves)
      if (!(await moveStep(tx, row.number, move.id, [move.from], move.to, afresh(move, steps))))
        throw await tooLate(tx, row, move.id, `“${move.title}” has moved on.`);
    await vouch(tx, actor, row);
    const [first] = found.moves;
    await appendEvents(tx, row.number, label(actor), [
      {
        type: "retried",
        step: step.id,
        ...(from === step.id || !first ? {} : { from: first.title }),
        ...(input.reason ? { reason: input.reason } : {}),
      },
      ...found.moves.map(({ id, to }) => ({ type: "step" as const, step: id, state: to })),
    ]);
    await wakeStep(tx, row.number, from);
    await wakeSettle(tx, row.number);
    return {
      value: { number: formatNumber(row.number) },
      subject: `request:${row.number}`,
      detail: { step: step.id, again: found.moves.map(({ id, generation }) => ({ step: id, generation })) },
    };
  },
});

/** Whoever may order for the team stands for what they make go on: its requester may have left, its token may have been revoked. */
async function vouch(tx: Transaction, actor: Actor, { number, team, person, requester }: RequestRow): Promise<void> {
  const by = personOf(actor);
  const stands = by === person && requester.kind === "person";
  if (by === null || stands || !may(actor, { verb: "request.create", projectTeam: team }).allowed) return;
  await updateRequest(tx, number, { vouchedBy: by });
}

/**
 * A new generation makes a new thing: the old one's reference must not be followed any more. Its outputs stay until new ones come, for
 * what was made with them to be removed with them; nothing else reads outputs of a step that is not completed.
 */
function afresh({ id, to, generation }: RetryMove, steps: readonly StepRow[]): StepPatch {
  const before = steps.find((step) => step.id === id);
  const anew = before !== undefined && generation > before.generation;
  return {
    generation,
    effectEnded: false,
    ...(anew ? { reference: null, connection: null, resolved: false } : {}),
    ...(to === "pending" ? { problem: null, startedAt: null } : {}),
  };
}
