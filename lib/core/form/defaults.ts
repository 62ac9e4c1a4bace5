import { at, isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";
import { applied, stated } from "./applied.ts";
import { compile } from "./compiled.ts";
import type { Compiled } from "./compiled.ts";
import type { Form } from "./form.ts";
import { dropUnasked } from "./hidden.ts";
import { entrySchemas, memberSchemas, propertyNames, said, strings } from "./subschemas.ts";

/** A default may bring in a question with a default of its own; a circle of those has to end somewhere. */
const mostRounds = 20;
const deepest = 24;

/**
 * The values with the default of every question that is asked now and was left out. A required group is begun so that the
 * defaults inside it count; an optional one is not, since being there would make its required questions due.
 */
export function applyDefaults(form: Form, values: JsonObject): JsonObject {
  return fillIn({ compiled: compile(form.schema), constants: false }, values);
}

/** As `applyDefaults`, and a required question with one possible answer is answered: for forms, where nobody could. */
export function applyDefaultsAndConstants(form: Form, values: JsonObject): JsonObject {
  return fillIn({ compiled: compile(form.schema), constants: true }, values);
}

interface Filling {
  compiled: Compiled;
  constants: boolean;
}

function fillIn(filling: Filling, values: JsonObject): JsonObject {
  const filled = fill(filling, [filling.compiled.root], values, 0);
  if (!isJsonObject(filled)) return values;
  return dropUnasked(filling.compiled, filled, (path) => at(values, path) === undefined).values;
}

function fill(filling: Filling, schemas: readonly JsonSchema[], value: Json, depth: number): Json {
  if (typeof value !== "object" || value === null || depth > deepest) return value;
  if (Array.isArray(value)) {
    const about = applied(filling.compiled, schemas, value);
    return unlessSame(
      value,
      value.map((entry, index) => fill(filling, entrySchemas(about, index), entry, depth + 1)),
    );
  }
  let current: JsonObject = value;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = fillOnce(filling, applied(filling.compiled, schemas, current), current, depth);
    if (next === current) break;
    current = next;
  }
  return current;
}

function fillOnce(filling: Filling, about: readonly JsonObject[], value: JsonObject, depth: number): JsonObject {
  const added = missingDefaults(filling, about, value);
  if (added.length > 0) return Object.fromEntries([...Object.entries(value), ...added]);
  const members = Object.entries(value).map(([key, member]): [string, Json] => [
    key,
    fill(filling, memberSchemas(about, key), member, depth + 1),
  ]);
  return members.every(([key, member]) => member === value[key]) ? value : Object.fromEntries(members);
}

/** Schema by schema: what an outer question's default decides is known before a condition's defaults are looked at. */
function missingDefaults(filling: Filling, about: readonly JsonObject[], value: JsonObject): [string, Json][] {
  const required = new Set(about.flatMap((schema) => strings(schema["required"])));
  for (const schema of about) {
    const added = propertyNames([schema]).flatMap((key): [string, Json][] => {
      const parts = Object.hasOwn(value, key) ? [] : memberSchemas(about, key);
      if (parts.length === 0 || parts.includes(false)) return [];
      const start = startOf(filling, parts, required.has(key));
      return start === undefined ? [] : [[key, start]];
    });
    if (added.length > 0) return added;
  }
  return [];
}

function startOf(filling: Filling, parts: readonly JsonSchema[], required: boolean): Json | undefined {
  const about = stated(filling.compiled, parts);
  const own = said(about, "default");
  if (own !== undefined) return structuredClone(own);
  const only = said(about, "const");
  // A fixed yes or no is a consent, and stays with the person.
  if (filling.constants && required && (typeof only === "string" || typeof only === "number")) return only;
  return required && said(about, "type") === "object" ? {} : undefined;
}

function unlessSame(before: Json[], after: Json[]): Json[] {
  return after.every((entry, index) => entry === before[index]) ? before : after;
}
