import { isJsonObject, pointer } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";

/** The object with other values at some JSON pointers. What is not there is not made. */
export function put(value: JsonObject, places: ReadonlyMap<string, Json>): JsonObject {
  return objectAt(value, "", places);
}

function objectAt(value: JsonObject, path: string, places: ReadonlyMap<string, Json>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, valueAt(member, path + pointer(key), places)]),
  );
}

function valueAt(value: Json, path: string, places: ReadonlyMap<string, Json>): Json {
  const other = places.get(path);
  if (other !== undefined) return other;
  if (Array.isArray(value)) return value.map((item, at) => valueAt(item, path + pointer(at), places));
  return isJsonObject(value) ? objectAt(value, path, places) : value;
}
