import type { Reference } from "./event.ts";
import type { RequestState, StepState } from "./states.ts";

/** How a request that a step has ordered stands, as the step's reference keeps it. */
export interface ChildStanding {
  state: RequestState;
  /** Only a person can help it on, or something below it. */
  stuck: boolean;
}

export function formatted({ state, stuck }: ChildStanding): Record<string, string> {
  return { state, stuck: String(stuck) };
}

/** Does a step wait for a request that only a person can help on? */
export function waitsForPerson(step: { uses: string; state: StepState; reference: Reference | null }): boolean {
  return step.uses === "offering" && step.state === "waiting" && step.reference?.data?.["stuck"] === "true";
}
