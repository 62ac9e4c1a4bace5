import type { AdapterDefinition } from "#lib/core/adapter/definition.ts";
import { pointer } from "#lib/core/json.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Payload } from "./plan.ts";

/**
 * What is known of a payload is held against its adapter's schema while there is somebody who can change an answer. What
 * touches a hole is not judged: it is when the step starts.
 */
export function refuseUnfit({ value, holes }: Payload, definition: AdapterDefinition, step: string): void {
  const read = definition.payload.safeParse(value);
  if (read.success) return;
  const known = read.error.issues.map(({ path, message }) => ({ at: pointer(...path.map(String)), message }));
  const unfit = known.find(({ at }) => !holes.some((hole) => overlap(hole.pointer, at)));
  if (!unfit) return;
  const field = unfit.at === "" ? "what it sends" : `its ${unfit.at.slice(1).replaceAll("/", ".")}`;
  throw new Problem(
    "invalid",
    `“${step}” can't be planned with these answers: ${field} does not fit. ${unfit.message}`,
    {
      remedy: "Change the answers, or ask the offering's owner to correct the document.",
    },
  );
}

const overlap = (one: string, other: string) => `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
