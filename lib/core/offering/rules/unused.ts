import type { Read } from "#lib/core/expression/check.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { warn } from "./room.ts";
import type { Room } from "./room.ts";
import { topLevel } from "./ui.ts";

/** Warns of questions whose answers go nowhere: no expression reads them, and no other question hangs on them. */
export function checkUnused(room: Room, inputs: JsonObject, reads: readonly Read[], path: Path): void {
  const read = new Set<string>();
  for (const { path: place } of reads) {
    if (place[0] !== "inputs") continue;
    if (place[1] === undefined) return;
    read.add(place[1]);
  }
  const decisive = conditionsOf(inputs);
  const places = placesOf(inputs);
  for (const name of topLevel(inputs)) {
    if (read.has(name) || decisive.has(name)) continue;
    const at = [...path, ...(places.get(name) ?? [])];
    warn(room, at, `Nothing reads the answer to ${name}.`, room.locate.key(at));
  }
}

/** Where each question is asked first: the path to its name. One walk for all of them: a document may ask thousands. */
function placesOf(schema: JsonObject): Map<string, Path> {
  const places = new Map<string, Path>();
  const enter = (value: Json, at: Path): void => {
    if (Array.isArray(value)) for (const [position, one] of value.entries()) enter(one, [...at, position]);
    if (!isJsonObject(value)) return;
    const { properties = null, ...others } = value;
    for (const name of isJsonObject(properties) ? Object.keys(properties) : [])
      if (!places.has(name)) places.set(name, [...at, "properties", name]);
    for (const [keyword, one] of Object.entries(others))
      if (keyword !== "if" && keyword !== "not") enter(one, [...at, keyword]);
  };
  enter(schema, []);
  return places;
}

/** Questions that decide what else is asked. */
function conditionsOf(schema: Json, inside = false): Set<string> {
  const found = new Set<string>();
  if (Array.isArray(schema)) for (const one of schema) for (const name of conditionsOf(one, inside)) found.add(name);
  if (!isJsonObject(schema)) return found;
  for (const [keyword, value] of Object.entries(schema)) {
    if (inside && keyword === "properties" && isJsonObject(value))
      for (const name of Object.keys(value)) found.add(name);
    if (inside && keyword === "required" && Array.isArray(value))
      for (const name of value) if (typeof name === "string") found.add(name);
    if (keyword === "dependentSchemas" || keyword === "dependentRequired") {
      for (const name of isJsonObject(value) ? Object.keys(value) : []) found.add(name);
    }
    for (const name of conditionsOf(value, inside || keyword === "if")) found.add(name);
  }
  return found;
}
