import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";

/** The parts of a schema by where they stand. Everything here is structure only: no value decides anything. */

export function isSchema(value: Json | undefined): value is JsonSchema {
  return typeof value === "boolean" || isJsonObject(value);
}

export function schemaAt(schema: JsonObject, keyword: string): JsonSchema | undefined {
  const found = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
  return isSchema(found) ? found : undefined;
}

export function schemasAt(schema: JsonObject, keyword: string): JsonSchema[] {
  const found = schema[keyword];
  return Array.isArray(found) ? found.filter(isSchema) : [];
}

export function schemaMap(schema: JsonObject, keyword: string): [string, JsonSchema][] {
  const found = schema[keyword];
  if (!isJsonObject(found)) return [];
  return Object.entries(found).filter((entry): entry is [string, JsonSchema] => isSchema(entry[1]));
}

export function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Every part that may say more about the same value: what is chosen by a condition included, tests (`if`, `not`) left out. */
export function branches(schema: JsonObject): JsonSchema[] {
  const single = [schemaAt(schema, "then"), schemaAt(schema, "else")].filter((part) => part !== undefined);
  return [
    ...schemasAt(schema, "allOf"),
    ...single,
    ...schemasAt(schema, "anyOf"),
    ...schemasAt(schema, "oneOf"),
    ...schemaMap(schema, "dependentSchemas").map(([, part]) => part),
  ];
}

/** What these schemas say about the member `key` of an object. Asked for every answer at every keystroke, hence the loop. */
export function memberSchemas(schemas: readonly JsonObject[], key: string): JsonSchema[] {
  const found: JsonSchema[] = [];
  for (const schema of schemas) {
    const before = found.length;
    const members = schema["properties"];
    const own = isJsonObject(members) && Object.hasOwn(members, key) ? members[key] : undefined;
    if (isSchema(own)) found.push(own);
    if (schema["patternProperties"] !== undefined) found.push(...matchingPatterns(schema, key));
    const rest = found.length > before ? undefined : schemaAt(schema, "additionalProperties");
    if (rest !== undefined && rest !== false) found.push(rest);
  }
  return found.length > 0 ? found : unevaluated(schemas);
}

function matchingPatterns(schema: JsonObject, key: string): JsonSchema[] {
  const patterns = schemaMap(schema, "patternProperties");
  return patterns.filter(([pattern]) => new RegExp(pattern, "u").test(key)).map(([, part]) => part);
}

function unevaluated(schemas: readonly JsonObject[]): JsonSchema[] {
  const rest = schemas.map((schema) => schemaAt(schema, "unevaluatedProperties"));
  return rest.filter((part) => part !== undefined && part !== false);
}

/**
 * The members of this object that no schema asks for now. JSON Schema also counts as evaluated what only an `if` names;
 * a test asks nothing, so we do not.
 */
export function unasked(schemas: readonly JsonObject[], value: JsonObject): string[] {
  return Object.keys(value).filter((key) => {
    const about = memberSchemas(schemas, key);
    return about.length === 0 || about.includes(false);
  });
}

/** What these schemas say about the entry at `index` of a list. */
export function entrySchemas(schemas: readonly JsonObject[], index: number): JsonSchema[] {
  return schemas.flatMap((schema) => {
    const part = schemasAt(schema, "prefixItems")[index] ?? schemaAt(schema, "items");
    return part === undefined ? [] : [part];
  });
}

/** The names under `properties`, each once, in the order of the schemas. */
export function propertyNames(schemas: readonly JsonObject[]): string[] {
  return [...new Set(schemas.flatMap((schema) => schemaMap(schema, "properties").map(([name]) => name)))];
}

/** The first of these schemas that says this keyword. */
export function said(schemas: readonly JsonObject[], keyword: string): Json | undefined {
  return schemas.find((schema) => Object.hasOwn(schema, keyword))?.[keyword];
}
