import type { Reference } from "./event.ts";
import type { StepState } from "./states.ts";

/** What the reference of a step that has ordered a request keeps of it: can only a person help it on? */
export function standing(stuck: boolean): Record<string, string> {
  return { stuck: String(stuck) };
}

/** Does a step wait for a request that only a person can help on? */
export function waitsForPerson(step: { uses: string; state: StepState; reference: Reference | null }): boolean {
  return step.uses === "offering" && step.state === "waiting" && step.reference?.data?.["stuck"] === "true";
}
