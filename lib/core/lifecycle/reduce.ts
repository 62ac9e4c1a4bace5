import type { Reference, RequestEvent } from "./event.ts";
import type { RequestState, StepState } from "./states.ts";
import type { StepProblem } from "#lib/core/problem.ts";

/** Where a request stands, as a page keeps it between two looks at the server. */
export interface Standing {
  /** The number of the last event that is in it. */
  seq: number;
  request: RequestState;
  steps: Record<string, { state: StepState; reference: Reference | null; problem: StepProblem | null }>;
}

/** Events on top of a standing. Known ones are passed over; at a gap it stops, so that a page asks for what it lacks. */
export function reduce(before: Standing, events: readonly RequestEvent[]): Standing {
  return { ...before, seq: Math.max(before.seq, ...events.map((event) => event.seq)) };
}
