import type { Transaction } from "#db/client.ts";
import { appendEvents, engineActor } from "#db/event.ts";
import { wakeStep } from "#db/queue.ts";
import { loadSteps, lockRequest, type RequestRow } from "#db/request.ts";
import { moveStep, type StepRow } from "#db/step.ts";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { settle, type Settled, type SettleMove } from "#lib/core/lifecycle/settle.ts";
import { evaluateCondition, type Pinned } from "#lib/core/plan/fill.ts";
import type { RunFacts } from "#lib/core/plan/plan.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";
import { knownOf, pinnedOf } from "./facts.ts";
import { settleOutcome } from "./outcome.ts";

/** Does what follows from where a request's steps stand: starts, skips, and writes the state of the request. */
export async function settleRequest({ db }: EngineContext, number: number): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockRequest(tx, number);
    if (!row) return;
    const pinned = await pinnedOf(tx, row);
    const { settled, moved } = await moveSteps(tx, row, pinned);
    const steps = await loadSteps(tx, number);
    const changed = await settleOutcome(tx, row, pinned, steps, settled);
    const events: EventBody[] = moved.map(eventOf);
    if (settled.request !== row.state) events.push({ type: "request", state: settled.request });
    // Outputs alone are news too: the page shows them as soon as they are known.
    if (events.length > 0 || changed) await appendEvents(tx, number, engineActor, events);
    for (const move of moved) if (move.to === "queued") await wakeStep(tx, number, move.id);
  });
}

/** Settles until nothing follows any more: a skipped step may let the next one start. */
async function moveSteps(
  tx: Transaction,
  row: RequestRow,
  pinned: Pinned,
): Promise<{ settled: Settled; moved: SettleMove[] }> {
  const moved: SettleMove[] = [];
  for (;;) {
    const steps = await loadSteps(tx, row.number);
    const settled = settleOnce(row, pinned, steps);
    let progress = false;
    for (const move of settled.moves) {
      const { problem = null } = move;
      if (!(await moveStep(tx, row.number, move.id, [move.from], move.to, { problem }))) continue;
      moved.push(move);
      progress = true;
    }
    if (!progress) return { settled, moved };
  }
}

function settleOnce(row: RequestRow, pinned: Pinned, steps: readonly StepRow[]): Settled {
  const planned = new Map(steps.map((step) => [step.id, step.plan]));
  const asSettled = steps.map(({ id, state, blocking, plan }) => ({
    id,
    state,
    blocking,
    needs: plan.needs,
    ...(plan.condition === undefined ? {} : { condition: plan.condition }),
  }));
  const decideIf = (id: string) => {
    const step = planned.get(id);
    if (step === undefined) return true;
    const facts = factsOrNull(row, steps);
    return facts === null ? unreadable : evaluateCondition(pinned, step, facts);
  };
  return settle(asSettled, decideIf, row.state);
}

function factsOrNull(row: RequestRow, steps: readonly StepRow[]): RunFacts | null {
  try {
    return knownOf(row, steps).facts;
  } catch (error) {
    log.error("what a request knows can't be read", { request: formatNumber(row.number), error });
    return null;
  }
}

const unreadable: StepProblem = {
  code: "internal",
  sentence: "PAO can't open the secrets that this step's condition may need.",
  remedy: "Tell the people who run PAO: the engine's log says more.",
};

function eventOf({ id, to, problem }: SettleMove): EventBody {
  return { type: "step", step: id, state: to, ...(problem === undefined ? {} : { problem }) };
}
