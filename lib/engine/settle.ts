import type { Transaction } from "#db/client.ts";
import { requestEnded } from "#db/ended.ts";
import { livingEngines } from "#db/engine.ts";
import { engineActor, type RequestChange, writeEvents } from "#db/event.ts";
import { wakeSettle, wakeStep } from "#db/queue.ts";
import { type Locked, lockWithSteps } from "#db/locked.ts";
import { type RequestRow, updateResource } from "#db/request.ts";
import { marksOf, moveStep, patched, type StepRow } from "#db/step.ts";
import { together } from "#db/together.ts";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { needsNow } from "#lib/core/escalation/replaced.ts";
import { waitsForPerson } from "#lib/core/lifecycle/child.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { settle, type Settled, type SettleMove } from "#lib/core/lifecycle/settle.ts";
import { evaluateCondition, type Pinned } from "#lib/core/plan/fill.ts";
import type { RunFacts } from "#lib/core/plan/plan.ts";
import { isFinal } from "#lib/core/lifecycle/states.ts";
import { Problem, type StepProblem } from "#lib/core/problem.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";
import { knownOf, pinnedOf } from "./facts.ts";
import { settleOutcome } from "./outcome.ts";

/** Does what follows from where a request's steps stand: starts, skips, and writes the state of the request. */
export function settleRequest<T extends TakenAtOnce>(
  engine: EngineContext,
  number: number,
  next?: (tx: Transaction, now: Locked, step: StepRow) => Promise<T | null>,
): Promise<T | null> {
  return engine.db.transaction(async (tx) => {
    const locked = await lockWithSteps(tx, number);
    if (!locked) return null;
    if (locked.row.plan.v > engine.planVersion) return leaveToNewer(tx, locked.row);
    const settling = { ...locked, pinned: await pinnedOf(engine, tx, locked.row) };
    return settleLocked(engine, tx, settling, undefined, next && ((now, step) => next(tx, now, step)));
  });
}

/** An older PAO would settle it otherwise than was shown: an engine that knows such plans does it, as soon as there is one. */
async function leaveToNewer(tx: Transaction, { number, plan }: RequestRow): Promise<null> {
  const another = (await livingEngines(tx)).some(({ planVersion }) => plan.v <= planVersion);
  log.warn("a request is left alone: a newer version of PAO has planned it", {
    request: number,
    plan: plan.v,
    another,
  });
  if (another) await wakeSettle(tx, number, { afterSeconds: 1 });
  return null;
}

export interface Settling extends Locked {
  pinned: Pinned;
}

/**
 * Settles within the caller's transaction, after what the caller has to tell. Of the steps that may start, `next` may take
 * one into its own hands at once; engines are woken for the others.
 */
export async function settleLocked<T extends TakenAtOnce>(
  { capabilities }: Pick<EngineContext, "capabilities">,
  tx: Transaction,
  settling: Settling,
  told: Following = { events: [], logged: false },
  next?: (now: Locked, step: StepRow) => Promise<T | null>,
): Promise<T | null> {
  const { row, version } = settling;
  const { settled, moved, steps, started, request, resource, events: following } = whatFollows(settling);
  const own = next && started.find(({ uses }) => Object.hasOwn(capabilities, uses));
  // Sent without waiting for each other: one after the other they are done.
  const [, taken = null] = await together([
    together(moved.map((move) => writeMove(tx, row.number, move))),
    own && next({ row: { ...row, ...request }, steps, version }, own),
  ]);
  const events = [...told.events, ...following, ...(taken?.events ?? [])];
  // Outputs alone are news too: the page shows them as soon as they are known.
  const news = events.length > 0 || Object.keys(request).length > 0;
  const [wrote] = await together([
    news && writeEvents(tx, row.number, engineActor, events, { ...told.change, ...request }, told.logged),
    resource && updateResource(tx, row.resource, resource),
  ]);
  if (taken && wrote) taken.version = wrote.version;
  for (const { id } of started) if (!taken || id !== own?.id) await wakeStep(tx, row.number, id);
  for (const { id, to } of moved) if (to === "cancelling") await wakeStep(tx, row.number, id);
  if (row.parent !== null && row.parentStep !== null && ("state" in request || "stuck" in request))
    await wakeStep(tx, row.parent, row.parentStep);
  if (settled.request !== row.state && isFinal(settled.request)) requestEnded(tx, row, settled.request);
  return taken;
}

/** What follows from where the steps of a request stand. */
export interface Follows extends ReturnType<typeof settleOutcome> {
  settled: Settled;
  moved: readonly SettleMove[];
  /** As they are then. */
  steps: StepRow[];
  /** Those that may start. */
  started: readonly StepRow[];
  events: readonly EventBody[];
}

export function whatFollows({ row, steps: before, pinned }: Pick<Settling, "row" | "steps" | "pinned">): Follows {
  const { settled, moved, steps } = moveSteps(row, pinned, before);
  const events = moved.map(eventOf);
  if (settled.request !== row.state) events.push({ type: "request", state: settled.request });
  const started = steps.filter(({ id }) => moved.some((move) => move.id === id && move.to === "queued"));
  return { settled, moved, steps, started, events, ...settleOutcome(row, pinned, steps, settled) };
}

/** What the caller has to tell. */
export interface Following {
  events: readonly EventBody[];
  /** Log lines were written with it. */
  logged: boolean;
  /** What else it makes of the request. */
  change?: RequestChange;
}

interface TakenAtOnce extends Locked {
  /** What taking it has to tell. */
  events: readonly EventBody[];
}

/** Settles until nothing follows any more: a skipped step may let the next one start. */
function moveSteps(
  row: RequestRow,
  pinned: Pinned,
  before: readonly StepRow[],
): { settled: Settled; moved: SettleMove[]; steps: StepRow[] } {
  const moved: SettleMove[] = [];
  let steps = [...before];
  for (;;) {
    const settled = settleOnce(row, pinned, steps);
    if (settled.moves.length === 0) return { settled, moved, steps };
    for (const move of settled.moves) steps = steps.map((step) => (step.id === move.id ? movedTo(step, move) : step));
    moved.push(...settled.moves);
  }
}

const movedTo = (step: StepRow, { to, problem }: SettleMove): StepRow =>
  patched(step, { ...marksOf(to), problem: problem ?? null, state: to });

async function writeMove(tx: Transaction, number: number, { id, from, to, problem }: SettleMove): Promise<void> {
  const moved = await moveStep(tx, number, id, [from], to, { problem: problem ?? null });
  if (!moved) throw new Problem("internal", `Step ${id} moved while its request was locked.`);
}

function settleOnce(row: RequestRow, pinned: Pinned, steps: readonly StepRow[]): Settled {
  const planned = new Map(steps.map((step) => [step.id, step.plan]));
  const asSettled = steps.map((step) => ({
    id: step.id,
    state: step.state,
    blocking: step.blocking,
    needs: needsNow(step, steps),
    waitsForPerson: waitsForPerson(step),
    stoppable: adapterDefinition(step.uses).stoppable ?? false,
    ...(step.plan.condition === undefined ? {} : { condition: step.plan.condition }),
  }));
  const decideIf = (id: string) => {
    const step = planned.get(id);
    if (step === undefined) return true;
    const facts = factsOrNull(row, steps);
    return facts === null ? unreadable : evaluateCondition(pinned, step, facts);
  };
  return settle(asSettled, decideIf, row.state, row.ending ?? "abort");
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
