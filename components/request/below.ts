import type { ChildView, RequestView } from "#lib/views/request/shape.ts";

/** Does a request that is shown have one of this number below it? */
export function hasBelow(shown: unknown, number: string): boolean {
  const request = shown as Pick<RequestView, "steps"> | undefined;
  return request?.steps.some(({ child }) => child !== null && holds(child, number)) ?? false;
}

function holds({ number, steps }: ChildView, wanted: string): boolean {
  return number === wanted || steps.some(({ child }) => child !== null && holds(child, wanted));
}
