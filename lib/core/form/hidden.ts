import { isJsonObject, pointer } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";
import { applied } from "./applied.ts";
import { compile } from "./compiled.ts";
import type { Compiled } from "./compiled.ts";
import type { Form } from "./form.ts";
import { entrySchemas, memberSchemas, unasked } from "./subschemas.ts";

/** Rounds until nothing changes: an answer that goes may take the question of another with it. */
const mostRounds = 20;

/** The answers to what is asked now, and the pointers of those that were dropped because a condition hides their question. */
export function dropHidden(form: Form, values: JsonObject): { values: JsonObject; hidden: string[] } {
  return dropUnasked(compile(form.schema), values, () => true);
}

export function dropUnasked(
  compiled: Compiled,
  values: JsonObject,
  mayGo: (path: string) => boolean,
): { values: JsonObject; hidden: string[] } {
  const hidden: string[] = [];
  let current = values;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = hidden.length;
    const kept = keep(compiled, [compiled.root], current, "", (path) => mayGo(path) && hidden.push(path) > 0);
    if (hidden.length === before || !isJsonObject(kept)) break;
    current = kept;
  }
  return { values: current, hidden };
}

/** The same value when all of it is asked, so that what did not change is seen not to have changed. */
function keep(
  compiled: Compiled,
  schemas: readonly JsonSchema[],
  value: Json,
  path: string,
  drop: (path: string) => boolean,
): Json {
  if (typeof value !== "object" || value === null) return value;
  const about = applied(compiled, schemas, value);
  if (Array.isArray(value)) {
    const entries = value.map((entry, index) =>
      keep(compiled, entrySchemas(about, index), entry, path + pointer(index), drop),
    );
    return entries.every((entry, index) => entry === value[index]) ? value : entries;
  }
  const gone = new Set(unasked(about, value).filter((key) => drop(path + pointer(key))));
  const members = Object.entries(value)
    .filter(([key]) => !gone.has(key))
    .map(([key, member]): [string, Json] => [
      key,
      keep(compiled, memberSchemas(about, key), member, path + pointer(key), drop),
    ]);
  return gone.size === 0 && members.every(([key, member]) => member === value[key])
    ? value
    : Object.fromEntries(members);
}
