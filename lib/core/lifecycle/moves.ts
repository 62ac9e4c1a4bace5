import type { Answer } from "#lib/core/access.ts";
import type { RequestState, StepState } from "./states.ts";

/** Where a step may go from each state. Tests hold all that moves steps against it: settling, the exits, an abort. */
export const stepMoves = {
  pending: ["held", "queued", "skipped", "failed"],
  held: ["queued", "skipped"],
  queued: ["processing", "held", "skipped", "failed"],
  processing: ["queued", "waiting", "uncertain", "completed", "failed", "cancelling"],
  waiting: ["processing", "uncertain", "completed", "failed", "cancelling", "cancelled"],
  uncertain: ["queued", "pending", "waiting", "completed", "cancelled"],
  // An end is left when a person retries from an earlier step.
  completed: ["queued", "pending"],
  failed: ["queued", "pending", "completed"],
  cancelling: ["cancelled", "completed", "failed", "uncertain"],
  cancelled: ["pending"],
  skipped: ["pending"],
} as const satisfies Record<StepState, readonly StepState[]>;

export function mayMove(from: StepState, to: StepState): boolean {
  const moves: readonly StepState[] = stepMoves[from];
  return moves.includes(to);
}

/** A step as the exits need it. */
export interface ExitStep {
  title: string;
  state: StepState;
}

const yes: Answer = { allowed: true };
const no = (reason: string): Answer => ({ allowed: false, reason });

/** May a failed or uncertain step be tried again? For an uncertain one it says "it did not happen". */
export function mayRetry(step: ExitStep, request: RequestState): Answer {
  return stuckExit(step, request, "tried again");
}

/** May a person say "I did it by hand" (or, of an uncertain step, "it happened")? */
export function mayResolve(step: ExitStep, request: RequestState): Answer {
  return stuckExit(step, request, "resolved by hand");
}

/** May tickets take the place of a failed or uncertain step, and of what follows from it? */
export function mayEscalate(step: ExitStep & { escalated: boolean }, request: RequestState): Answer {
  if (step.escalated) return no(`“${step.title}” is with people already: a retry asks them anew.`);
  return stuckExit(step, request, "escalated");
}

function stuckExit(step: ExitStep, request: RequestState, what: string): Answer {
  if (request === "aborted" || request === "rejected" || request === "cancelling")
    return no(`The request is ${request}: its steps can no longer be ${what}.`);
  if (step.state === "failed" || step.state === "uncertain") return yes;
  return no(`“${step.title}” is ${step.state}: only a failed or uncertain step can be ${what}.`);
}

/** The generation of a step that a person tries again: a new one only after an effect that is known to have ended. */
export function retryGeneration(step: { generation: number; effectEnded: boolean }): number {
  return step.effectEnded ? step.generation + 1 : step.generation;
}
