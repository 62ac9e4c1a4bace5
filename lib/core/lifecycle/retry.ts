import { reachableNeeds } from "#lib/core/offering/needs.ts";
import { retryGeneration } from "./moves.ts";
import { isFinal, type RequestState, type StepState } from "./states.ts";

/** A step as a retry needs it. */
export interface RetryStep {
  id: string;
  state: StepState;
  /** Steps of a removal are only as good as what was planned first: nothing of it starts in the middle. */
  plan: { title: string; needs: readonly string[]; removal?: object };
  blocking: boolean;
  generation: number;
  effectEnded: boolean;
  reference: unknown;
  /** This generation has sent, or may have sent, what makes something. */
  sent: boolean;
}

export interface RetryMove {
  id: string;
  title: string;
  from: StepState;
  to: "queued" | "pending";
  generation: number;
}

/**
 * What a retry of the stuck step makes of all steps when it starts again from an earlier one: that one runs again, and with it
 * everything that was built on it. What had an effect which has ended makes a new one, under a new generation.
 */
export function retryMoves(
  steps: readonly RetryStep[],
  stuck: string,
  from: string,
  request: RequestState,
): { moves: RetryMove[] } | { refused: string } {
  const needs = needsOf(steps);
  const first = steps.find(({ id }) => id === from);
  if (first === undefined) return { refused: `This request has no step “${from.slice(0, 63)}”.` };
  if (from === stuck) return { moves: [moveOf(first, "queued")] };
  if (isFinal(request)) return { refused: `The request is ${request}: nothing of it runs again.` };
  if (!completedBefore(steps, stuck).includes(first))
    return { refused: `“${first.plan.title}” is no completed step that the failed one is built on.` };
  if (!mayBegin(first))
    return {
      refused: `What “${first.plan.title}” goes by was planned before: start with the first step, so that it is planned anew.`,
    };
  const built = steps.filter(({ id }) => reachableNeeds(needs, id).has(from));
  const busy = built.find((step) => step.blocking && moving.includes(step.state));
  if (busy)
    return {
      refused: `“${busy.plan.title}” still works with what “${first.plan.title}” yielded: wait until it has ended.`,
    };
  const unsure = built.find(({ id, state }) => state === "uncertain" && id !== stuck);
  if (unsure) return { refused: `“${unsure.plan.title}” may or may not have happened: say that first.` };
  const old = built.find(mayGoOn);
  if (old)
    return {
      refused: `What “${old.plan.title}” made of what “${first.plan.title}” yielded may still go on, and would be taken for the new one: resolve that step, or abort.`,
    };
  const again = built.filter(({ state }) => ended.includes(state)).map((step) => moveOf(step, "pending"));
  return { moves: [moveOf(first, "queued"), ...again] };
}

/** The earlier steps that a retry of the stuck step may start from, each with all that would run again, in their order. */
export function retryStarts(
  steps: readonly RetryStep[],
  stuck: string,
  request: RequestState,
): { id: string; title: string; again: string[] }[] {
  return completedBefore(steps, stuck)
    .filter(mayBegin)
    .flatMap(({ id, plan: { title } }) => {
      const found = retryMoves(steps, stuck, id, request);
      return "moves" in found ? [{ id, title, again: found.moves.map((move) => move.title) }] : [];
    });
}

const moving: readonly StepState[] = ["held", "queued", "processing", "waiting", "cancelling"];
const ended: readonly StepState[] = ["completed", "skipped", "failed", "uncertain", "cancelled"];

/** Nobody knows that it has ended; its generation stays, so that a retry adopts it. */
function mayGoOn({ state, reference, sent, effectEnded }: RetryStep): boolean {
  const stopped = state === "failed" || state === "uncertain" || state === "cancelled";
  return stopped && !effectEnded && (sent || (reference !== null && reference !== undefined));
}

/** What a removal has done meanwhile would be shown, and asked about, again. */
const mayBegin = ({ plan }: RetryStep) => plan.removal === undefined || plan.needs.length === 0;

function completedBefore(steps: readonly RetryStep[], stuck: string): RetryStep[] {
  const before = reachableNeeds(needsOf(steps), stuck);
  return steps.filter(({ id, state }) => id !== stuck && state === "completed" && before.has(id));
}

function needsOf(steps: readonly RetryStep[]): Record<string, readonly string[]> {
  return Object.fromEntries(steps.map(({ id, plan }) => [id, plan.needs]));
}

function moveOf(step: RetryStep, to: RetryMove["to"]): RetryMove {
  const { id, state, generation } = step;
  return {
    id,
    title: step.plan.title,
    from: state,
    to,
    generation: state === "completed" ? generation + 1 : retryGeneration(step),
  };
}
