import type { StepProblem } from "#lib/core/problem.ts";
import { type Ending, endingMoves } from "./ending.ts";
import { isFinal } from "./states.ts";
import type { RequestState, StepState } from "./states.ts";

export interface SettleStep {
  id: string;
  state: StepState;
  needs: readonly string[];
  blocking: boolean;
  /** Present when the step has an `if`. */
  condition?: unknown;
  /** It waits for a request that only a person can help on. */
  waitsForPerson?: boolean;
  /** What it waits for outside can be asked to stop. */
  stoppable?: boolean;
}

export interface SettleMove {
  id: string;
  from: StepState;
  to: "queued" | "skipped" | "failed" | "cancelling" | "cancelled";
  /** Why, when it failed: its condition gave no answer. */
  problem?: StepProblem;
}

export interface Settled {
  moves: SettleMove[];
  request: RequestState;
  /** A blocking step is stuck, whether or not others still move. */
  stuck: boolean;
}

/** Asked once for each step that is ready and has a condition. */
export type DecideIf = (id: string) => boolean | StepProblem;

/**
 * What follows from where the steps stand: which ones may start or fall away, and the state of the request.
 * `now` is the request's state so far: `cancelling` once a person ended it, by cancel or abort; a final one never changes.
 */
export function settle(
  steps: readonly SettleStep[],
  decideIf: DecideIf,
  now: RequestState = "submitted",
  ending: Ending = "abort",
): Settled {
  if (now === "aborted" || now === "rejected") return { moves: [], request: now, stuck: false };
  if (now === "cancelling") return settleEnding(steps, ending);
  const moves = readyMoves(steps, decideIf);
  const to = new Map(moves.map((move) => [move.id, move.to]));
  const after = steps.map((step) => ({ ...step, state: to.get(step.id) ?? step.state }));
  // Steps opened for the record may still start and end; that changes nothing about a request that is completed.
  const request = isFinal(now) ? now : requestState(after);
  return { moves, request, stuck: !isFinal(request) && after.some(isStuck) };
}

/** An attempt at work, and what was asked to stop outside, is waited for; then the request is aborted. */
function settleEnding(steps: readonly SettleStep[], ending: Ending): Settled {
  const moves = endingMoves(steps, ending);
  const to = new Map(moves.map((move) => [move.id, move.to]));
  const after = steps.map(({ id, state }): StepState => to.get(id) ?? state);
  const working = after.some((state) => state === "processing" || state === "cancelling");
  return { moves, request: working ? "cancelling" : "aborted", stuck: false };
}

/** Starts what is ready; a step that falls away may make the next one ready. */
function readyMoves(steps: readonly SettleStep[], decideIf: DecideIf): SettleMove[] {
  const states = new Map(steps.map((step) => [step.id, step]));
  const moves: SettleMove[] = [];
  const pending = new Set(steps.filter(({ state }) => state === "pending"));
  for (let ready = firstReady(pending, states); ready; ready = firstReady(pending, states)) {
    pending.delete(ready);
    const move = moveOf(ready, decideIf);
    moves.push(move);
    states.set(ready.id, { ...ready, state: move.to });
  }
  return moves;
}

function firstReady(pending: ReadonlySet<SettleStep>, states: ReadonlyMap<string, SettleStep>): SettleStep | undefined {
  for (const step of pending) if (step.needs.every((need) => isSatisfied(states.get(need)))) return step;
  return undefined;
}

function moveOf(step: SettleStep, decideIf: DecideIf): SettleMove {
  const from = step.state;
  const answer = step.condition === undefined ? true : decideIf(step.id);
  if (typeof answer === "boolean") return { id: step.id, from, to: answer ? "queued" : "skipped" };
  return { id: step.id, from, to: "failed", problem: answer };
}

/** Is a need done with? The failure of a step that does not block counts as skipped. */
function isSatisfied(step: SettleStep | undefined): boolean {
  if (step === undefined) return false;
  if (step.state === "completed" || step.state === "skipped") return true;
  return !step.blocking && (step.state === "failed" || step.state === "uncertain" || step.state === "cancelled");
}

/** Only a person can help it on. */
function isStuck({ blocking, state, waitsForPerson }: SettleStep): boolean {
  return blocking && (state === "failed" || state === "uncertain" || state === "cancelled" || waitsForPerson === true);
}

function requestState(steps: readonly SettleStep[]): RequestState {
  const blocking = steps.filter((step) => step.blocking);
  if (blocking.every(isSatisfied)) return "completed";
  const alive = stillMoving(steps);
  const moving = blocking.filter(({ id }) => alive.has(id));
  if (moving.length === 0) return "failed";
  const started = steps.filter(({ id, state }) => alive.has(id) && state !== "pending");
  return started.length > 0 && started.every(({ state }) => state === "held") ? "waiting_window" : "processing";
}

const active: readonly StepState[] = ["held", "queued", "processing", "waiting", "cancelling"];

/** The steps that will move without a person's choice: active ones, and those whose needs are met or will be. */
function stillMoving(steps: readonly SettleStep[]): Set<string> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const alive = new Set(steps.filter(({ state }) => active.includes(state)).map(({ id }) => id));
  const reachable = (need: string) => alive.has(need) || isSatisfied(byId.get(need));
  for (let grown = true; grown;) {
    const more = steps.filter(
      ({ id, state, needs }) => state === "pending" && !alive.has(id) && needs.every(reachable),
    );
    for (const { id } of more) alive.add(id);
    grown = more.length > 0;
  }
  return alive;
}
