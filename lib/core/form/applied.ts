import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";
import type { Compiled } from "./compiled.ts";
import { branches, schemaAt, schemaMap, schemasAt } from "./subschemas.ts";

/**
 * The schemas that speak about this value now: those given, and through `$ref`, `allOf`, `if`, `oneOf`, `anyOf` and
 * `dependentSchemas` those they bring in. One answer for defaults, hidden questions, messages and display.
 */
export function applied(compiled: Compiled, schemas: readonly JsonSchema[], value: Json): JsonObject[] {
  return gather(schemas, (schema) => [...target(compiled, schema), ...chosen(compiled, schema, value)]);
}

/** The schemas that may ever speak about a value here, whatever is answered. */
export function possible(compiled: Compiled, schemas: readonly JsonSchema[]): JsonObject[] {
  return gather(schemas, (schema) => [...target(compiled, schema), ...branches(schema)]);
}

/** What is said about a value whatever is answered: without alternatives and conditions, whose titles and defaults are their own. */
export function stated(compiled: Compiled, schemas: readonly JsonSchema[]): JsonObject[] {
  return gather(schemas, (schema) => [...target(compiled, schema), ...schemasAt(schema, "allOf")]);
}

function gather(schemas: readonly JsonSchema[], more: (schema: JsonObject) => JsonSchema[]): JsonObject[] {
  const found = new Set<JsonObject>();
  const add = (schema: JsonSchema) => {
    if (!isJsonObject(schema) || found.has(schema)) return;
    found.add(schema);
    more(schema).forEach(add);
  };
  schemas.forEach(add);
  return [...found];
}

function target(compiled: Compiled, schema: JsonObject): JsonSchema[] {
  const found = compiled.target(schema);
  return found === undefined ? [] : [found];
}

function chosen(compiled: Compiled, schema: JsonObject, value: Json): JsonSchema[] {
  const dependent = schemaMap(schema, "dependentSchemas").filter(
    ([key]) => isJsonObject(value) && Object.hasOwn(value, key),
  );
  return [
    ...schemasAt(schema, "allOf"),
    ...conditional(compiled, schema, value),
    ...alternatives(compiled, schemasAt(schema, "anyOf"), value),
    ...alternatives(compiled, schemasAt(schema, "oneOf"), value),
    ...dependent.map(([, part]) => part),
  ];
}

function conditional(compiled: Compiled, schema: JsonObject, value: Json): JsonSchema[] {
  const test = schemaAt(schema, "if");
  if (test === undefined) return [];
  const branch = schemaAt(schema, compiled.fits(test, value) ? "then" : "else");
  return branch === undefined ? [] : [branch];
}

/** The alternatives that fit; while none does, the one that is meant: nearest by its fixed values, then by what is answered. */
function alternatives(compiled: Compiled, options: JsonSchema[], value: Json): JsonSchema[] {
  if (options.length === 0) return [];
  const fitting = options.filter((option) => compiled.fits(option, value));
  if (fitting.length > 0) return fitting;
  if (options.every(isChoice)) return [];
  const scores = options.map((option) => nearness(compiled, option, value));
  const best = options[scores.indexOf(Math.max(...scores))];
  return best === undefined ? [] : [best];
}

/** `oneOf: [{const: a, title: A}, …]` is a way to write an enum with titles. */
export function isChoice(schema: JsonSchema): schema is JsonObject {
  return isJsonObject(schema) && Object.hasOwn(schema, "const");
}

function nearness(compiled: Compiled, option: JsonSchema, value: Json): number {
  if (!isJsonObject(option)) return -1;
  const resolved = compiled.target(option) ?? option;
  if (!isJsonObject(resolved)) return -1;
  if (!isJsonObject(value))
    return typeof resolved["type"] === "string" && compiled.fits({ type: resolved["type"] }, value) ? 1 : 0;
  return schemaMap(resolved, "properties").reduce((sum, [key, part]) => {
    if (!Object.hasOwn(value, key) || !isJsonObject(part)) return sum;
    const fixed = Object.hasOwn(part, "const") || Object.hasOwn(part, "enum");
    return sum + (fixed ? (compiled.fits(part, value[key] ?? null) ? 100 : -100) : 1);
  }, 0);
}
