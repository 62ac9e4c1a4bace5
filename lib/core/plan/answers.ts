import { offeringPayload } from "#lib/core/adapter/offering.ts";
import { withoutNulls } from "#lib/core/adapter/texts.ts";
import { isJsonObject, partsOf } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Hole, Payload } from "./plan.ts";
import { put } from "./put.ts";

/** The answers that a step gives to the offering it orders. */
export interface GivenAnswers {
  known: JsonObject;
  /** Top-level questions whose answers are not known yet, with what to show for them; `null` when none is known. */
  open: ReadonlyMap<string, string> | null;
}

/** What is known of a step's answers; `fill` gives the value of a hole, or undefined when it is not known yet. */
export function answersIn({ value, holes }: Payload, fill: (hole: Hole) => Json | undefined): GivenAnswers {
  const values = new Map<string, Json>();
  const open = new Map<string, string>();
  for (const hole of holes) {
    const filled = fill(hole);
    if (filled !== undefined) values.set(hole.pointer, filled);
    else open.set(hole.pointer, hole.shows.replaceAll(/[‹›]/g, ""));
  }
  if (open.has("/from") || open.has("/inputs")) return { known: {}, open: null };
  const merged = mergedAnswers(put(value, values));
  // A question is open as a whole when a part of its answer is.
  const names = new Map([...open].map(([at, shows]) => [partsOf(at)[1] ?? "", shows]));
  return { known: Object.fromEntries(Object.entries(merged).filter(([name]) => !names.has(name))), open: names };
}

/** The answers of a payload that is filled: those of `from`, and over them those of `inputs`. Null is no answer. */
export function mergedAnswers({ from, inputs }: JsonObject): JsonObject {
  const merged = { ...(isJsonObject(from) ? from : {}), ...(isJsonObject(inputs) ? inputs : {}) };
  const answered = withoutNulls(merged);
  return isJsonObject(answered) ? answered : {};
}

/** The offering and revision that a filled payload orders. */
export function orderedIn(payload: JsonObject) {
  const { offering, pinned } = offeringPayload.parse(payload);
  return { name: offering, ...pinned };
}
