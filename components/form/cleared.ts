import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";

/**
 * What the controls show while somebody types: the settled answers, except that a field just emptied stays empty instead
 * of taking its default back under the cursor. When it is left, the default returns.
 */
export function keepCleared(before: JsonObject, entered: unknown, settled: JsonObject): JsonObject {
  const now =
    typeof entered === "object" && entered !== null
      ? new Map<string, unknown>(Object.entries(entered))
      : new Map<string, unknown>();
  const members = Object.entries(settled).flatMap(([key, value]): [string, Json][] => {
    const entry = now.get(key);
    const previous = Object.hasOwn(before, key) ? before[key] : undefined;
    if (entry === undefined && previous !== undefined && !isJsonObject(value)) return [];
    if (!isJsonObject(value) || !isJsonObject(previous)) return [[key, value]];
    return [[key, keepCleared(previous, entry, value)]];
  });
  return Object.fromEntries(members);
}
