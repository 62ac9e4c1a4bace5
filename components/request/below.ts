import type { ChildView, RequestView, StepView } from "#lib/views/request/shape.ts";

/** Only a person can help it on, or something below it. */
export const needsPerson = ({ state, stuck }: Pick<ChildView, "state" | "stuck">): boolean =>
  state === "failed" || stuck;

/** Does the step wait for a request that only a person can help on? */
export const waitsForPerson = ({ state, child }: Pick<StepView, "state" | "child">): boolean =>
  state === "waiting" && child !== null && needsPerson(child);

/** Does a request that is shown have one of this number below it? */
export function hasBelow(shown: unknown, number: string): boolean {
  const request = shown as Pick<RequestView, "steps"> | undefined;
  return request?.steps.some(({ child }) => child !== null && holds(child, number)) ?? false;
}

function holds({ number, steps }: ChildView, wanted: string): boolean {
  return number === wanted || steps.some(({ child }) => child !== null && holds(child, wanted));
}
