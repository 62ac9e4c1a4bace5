import type { Answer } from "#lib/core/access.ts";
import { isFinal, type RequestState, type StepState } from "./states.ts";

/** How a person ends a request. `cancel` asks the outside to stop and waits for its answer; `abort` asks nobody. */
export type Ending = "cancel" | "abort";

/** A step as the end of its request needs it. */
export interface EndingStep {
  id: string;
  state: StepState;
  /** What it waits for outside can be asked to stop, or told that nobody waits any more. */
  stoppable?: boolean;
}

export interface EndingMove {
  id: string;
  from: StepState;
  to: "skipped" | "cancelling" | "cancelled";
}

const yes: Answer = { allowed: true };
const no = (reason: string): Answer => ({ allowed: false, reason });

/** Open while something moves by itself: there is something to stop. */
export function mayCancel(request: RequestState): Answer {
  if (isFinal(request)) return no(`The request is ${request}: there is nothing left to cancel.`);
  if (request === "cancelling") return no("The request is being ended already.");
  return request === "failed" ? no("Nothing of it moves any more: abort it.") : yes;
}

/** Open until the request has ended; of one that is being cancelled it says "wait no longer". */
export function mayAbort(request: RequestState, ending: Ending | null): Answer {
  if (isFinal(request)) return no(`The request is ${request}: there is nothing left to abort.`);
  return request === "cancelling" && ending === "abort" ? no("The request is being aborted already.") : yes;
}

/**
 * What the end of a request makes of its steps: what has not started is skipped; what is under way outside is asked to stop
 * by a cancel, and let go by an abort. Nothing is undone.
 */
export function endingMoves(steps: readonly EndingStep[], ending: Ending): EndingMove[] {
  return steps.flatMap((step) => {
    const to = endOf(step, ending);
    return to === null ? [] : [{ id: step.id, from: step.state, to }];
  });
}

function endOf({ state, stoppable = false }: EndingStep, ending: Ending): EndingMove["to"] | null {
  switch (state) {
    case "pending":
    case "held":
    case "queued":
      return "skipped";
    case "waiting":
      return ending === "cancel" && stoppable ? "cancelling" : "cancelled";
    case "processing":
      // Whoever is at work finds out how it ends; under an abort nobody asks it to stop.
      return ending === "cancel" ? "cancelling" : null;
    case "cancelling":
      return ending === "abort" ? "cancelled" : null;
    default:
      return null;
  }
}
