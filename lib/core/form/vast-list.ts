import { isJsonObject, pointer } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Compiled } from "./compiled.ts";

/**
 * The interpreter compares every entry under `uniqueItems` with every other, also beyond `maxItems`: measured 1.9 s for
 * one order of a mebibyte. What is compared is about entries times length, and this much of it takes some 50 ms.
 */
const mostCompared = 10_000_000;

/** Where a list stands that would take too long to look for twins in; null when there is none. */
export function vastList(compiled: Compiled, values: JsonObject): string | null {
  return compiled.comparing ? vastIn(values, "").found : null;
}

interface Measured {
  length: number;
  found: string | null;
}

function vastIn(value: Json, path: string): Measured {
  if (typeof value === "string") return { length: value.length, found: null };
  const members = Array.isArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  let length = members.length + 1;
  for (const [key, member] of members) {
    const inner = vastIn(member, path + pointer(key));
    if (inner.found !== null) return inner;
    length += inner.length + (typeof key === "string" ? key.length : 0);
  }
  return { length, found: Array.isArray(value) && value.length * length > mostCompared ? path : null };
}
