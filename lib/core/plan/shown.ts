import type { JsonObject } from "#lib/core/json.ts";
import type { Payload } from "./plan.ts";
import { put } from "./put.ts";

/** A payload for a reader: what is not known yet stands in ‹…›, secrets as ••••••. */
export function shownPayload({ value, holes }: Payload): JsonObject {
  return put(value, new Map(holes.map((hole) => [hole.pointer, hole.shows])));
}
