import type { Actor, Door } from "#lib/core/access.ts";
import type { Origin } from "#lib/core/audit/origin.ts";
import { type Ending, endingMoves } from "#lib/core/lifecycle/ending.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { isFinal } from "#lib/core/lifecycle/states.ts";
import { writeAudit } from "#db/audit.ts";
import { listChildren } from "#db/child.ts";
import type { Transaction } from "#db/client.ts";
import { stepDropped } from "#db/ended.ts";
import { appendEvents } from "#db/event.ts";
import { wakeSettle, wakeStep } from "#db/queue.ts";
import { loadSteps, lockRequest, type RequestRow } from "#db/request.ts";
import { moveStep } from "#db/step.ts";
import { label } from "../command.ts";

/** Who ends a request, and how. */
export interface End {
  actor: Actor;
  door: Door;
  from?: Origin | undefined;
  ending: Ending;
  reason?: string | undefined;
}

const told = { cancel: "cancelled", abort: "aborted" } as const;

/** Begins the end of a request whose row is locked, and of those it has ordered that have not ended. */
export async function endRequest(tx: Transaction, row: RequestRow, end: End): Promise<void> {
  await endOne(tx, row, end);
  await endBelow(tx, row, end);
}

async function endOne(tx: Transaction, { number, state }: RequestRow, { actor, ending, reason }: End): Promise<void> {
  const waited = state === "cancelling" ? { waited: true as const } : {};
  const events: EventBody[] = [{ type: told[ending], ...waited, ...(reason ? { reason } : {}) }];
  const steps = (await loadSteps(tx, number)).map((step) => ({
    ...step,
    stoppable: adapterDefinition(step.uses).stoppable ?? false,
  }));
  for (const move of endingMoves(steps, ending)) {
    const moved = await moveStep(tx, number, move.id, [move.from], move.to);
    if (!moved) continue;
    if (move.to === "cancelled") await stepDropped(tx, moved);
    events.push({ type: "step", step: move.id, state: move.to });
    if (move.to === "cancelling") await wakeStep(tx, number, move.id);
  }
  if (state !== "cancelling") events.push({ type: "request", state: "cancelling" });
  // The engine ends it once nothing is at work any more; with nothing at work that is at once.
  await appendEvents(tx, number, label(actor), events, { state: "cancelling", ending });
  await wakeSettle(tx, number);
}

/** Rows are locked from the top down, also by who orders, so that nobody waits for each other. */
async function endBelow(tx: Transaction, { number }: RequestRow, end: End): Promise<void> {
  const { actor, door, from, ending } = end;
  for (const { number: below } of await listChildren(tx, [number])) {
    const child = await lockRequest(tx, below);
    if (!child || !isOpen(child, ending)) continue;
    await endOne(tx, child, { ...end, reason: `${formatNumber(number)} was ${told[ending]}` });
    const entry = { verb: `request.${ending}`, subject: `request:${below}`, detail: { parent: formatNumber(number) } };
    await writeAudit(tx, { actor, door, from, outcome: "done", ...entry });
    await endBelow(tx, child, end);
  }
}

/** Also one that has failed is ended with what it is a part of; one that ends already goes on so, unless nobody waits any more. */
function isOpen({ state, ending: already }: RequestRow, ending: Ending): boolean {
  if (isFinal(state)) return false;
  return state !== "cancelling" || (ending === "abort" && already === "cancel");
}
