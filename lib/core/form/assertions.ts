import type { Json, JsonObject } from "#lib/core/json.ts";
import { isChoice } from "./applied.ts";
import type { Compiled } from "./compiled.ts";
import { schemasAt } from "./subschemas.ts";

/** Keywords that say something about a value by themselves; what they bring in from other schemas is walked by `applied`. */
const asserting = [
  "type",
  "const",
  "enum",
  "not",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "contains",
  "minContains",
  "maxContains",
  "minProperties",
  "maxProperties",
  "propertyNames",
];

const cache = new WeakMap<JsonObject, JsonObject>();

function assertionsOf(schema: JsonObject): JsonObject {
  const known = cache.get(schema);
  if (known) return known;
  const entries = Object.entries(schema).filter(([keyword]) => asserting.includes(keyword));
  const choices = [...schemasAt(schema, "oneOf"), ...schemasAt(schema, "anyOf")];
  if (choices.length > 0 && choices.every(isChoice))
    entries.push(["enum", choices.map((choice) => choice["const"] ?? null)]);
  const own = Object.fromEntries(entries);
  cache.set(schema, own);
  return own;
}

/** The keywords of this schema, and only its own, that the value does not meet, and the schema they stand in. */
export function unmet(compiled: Compiled, schema: JsonObject, value: Json): { keyword: string; schema: JsonObject }[] {
  const own = assertionsOf(schema);
  const keywords = compiled
    .faults(own, value)
    .filter((fault) => fault.keywordLocation.split("/").length === 2)
    .map((fault) => fault.keyword);
  const decisive = ["type", "const", "enum"].find((keyword) => keywords.includes(keyword));
  return (decisive === undefined ? [...new Set(keywords)] : [decisive]).map((keyword) => ({ keyword, schema: own }));
}
