import type { StepProblem } from "#lib/core/problem.ts";
import type { Reference, RequestEvent } from "./event.ts";
import type { RequestState, StepState } from "./states.ts";

/** Where a request stands, as a page keeps it between two looks at the server. */
export interface Standing {
  /** The number of the last event that is in it. */
  seq: number;
  request: RequestState;
  steps: Record<string, StandingStep>;
}

export interface StandingStep {
  state: StepState;
  reference: Reference | null;
  problem: StepProblem | null;
}

/** Events on top of a standing. Known ones are passed over; at a gap it stops, so that a page asks for what it lacks. */
export function reduce(before: Standing, events: readonly RequestEvent[]): Standing {
  let standing = before;
  for (const event of events) {
    if (event.seq <= standing.seq) continue;
    if (event.seq > standing.seq + 1) break;
    standing = after(standing, event);
  }
  return standing;
}

function after(standing: Standing, { seq, body }: RequestEvent): Standing {
  if (body.type === "request") return { ...standing, seq, request: body.state };
  if (body.type !== "step") return { ...standing, seq };
  const known = Object.hasOwn(standing.steps, body.step) ? standing.steps[body.step] : undefined;
  const step: StandingStep = {
    state: body.state,
    reference: body.reference ?? known?.reference ?? null,
    problem: body.problem ?? null,
  };
  return { ...standing, seq, steps: { ...standing.steps, [body.step]: step } };
}
