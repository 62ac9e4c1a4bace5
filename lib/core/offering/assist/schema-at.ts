import { at, isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { offeringJsonSchema } from "#lib/core/offering/json-schema.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { looseAt, textAt } from "./loose.ts";
import type { Loose } from "./loose.ts";
import { questionSchema } from "./question-schema.ts";

let made: JsonObject | undefined;

/** The document's own schema with that of a question in it; to make it takes a while. */
function documentSchema(): JsonObject {
  made ??= withQuestions(offeringJsonSchema());
  return made;
}

function withQuestions(schema: JsonObject): JsonObject {
  const definitions = isJsonObject(schema["$defs"]) ? schema["$defs"] : {};
  return { ...schema, $defs: { ...definitions, question: questionSchema() } };
}

/** Every schema that holds for what stands, or will stand, at a path of a document. */
export function schemasAt(root: Loose | null, path: Path): JsonObject[] {
  let here = [documentSchema()];
  path.forEach((part, position) => {
    const above = path.slice(0, position);
    const found = here.flatMap((schema) => spread(schema, root, above)).flatMap((schema) => below(schema, part));
    here = instead(root, [...above, part]) ?? found;
  });
  return here.flatMap((schema) => spread(schema, root, path));
}

/** Where the document's schema takes anything, and something of its own is meant. */
function instead(root: Loose | null, path: Path): JsonObject[] | undefined {
  const inner = path[0] === "operations" ? path.slice(2) : path;
  if (inner.length === 1 && inner[0] === "inputs") return [{ $ref: "#/$defs/question" }];
  const task = path.at(-2) === "with" && textAt(root, [...path.slice(0, -2), "uses"]) === "manual";
  if (task && path.at(-1) === "outputs") return [{ $ref: "#/$defs/question" }];
  if (task && path.at(-1) === "ui") return schemasAt(null, ["ui"]);
  return undefined;
}

const deepest = 8;

/** A schema and all that holds beside it for what is written there. */
function spread(schema: JsonObject, root: Loose | null, path: Path, depth = 0): JsonObject[] {
  if (depth > deepest) return [];
  const parts: Json[] = [];
  const reference = schema["$ref"];
  if (typeof reference === "string") parts.push(at(documentSchema(), reference.slice(1)) ?? null);
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const list = schema[keyword];
    if (Array.isArray(list)) parts.push(...list);
  }
  if (schema["if"] !== undefined && holds(schema["if"], root, path)) parts.push(schema["then"] ?? null);
  return [schema, ...parts.filter(isJsonObject).flatMap((part) => spread(part, root, path, depth + 1))];
}

/** Conditions of the document's schema ask for the value of a name beside. */
function holds(condition: Json, root: Loose | null, path: Path): boolean {
  const asked = isJsonObject(condition) ? condition["properties"] : undefined;
  if (!isJsonObject(asked)) return false;
  return Object.entries(asked).every(
    ([name, wanted]) => isJsonObject(wanted) && textAt(looseAt(root, path), [name]) === wanted["const"],
  );
}

function below(schema: JsonObject, part: string | number): JsonObject[] {
  if (typeof part === "number") return isJsonObject(schema["items"]) ? [schema["items"]] : [];
  const { properties, additionalProperties } = schema;
  const own = isJsonObject(properties) && Object.hasOwn(properties, part) ? properties[part] : additionalProperties;
  return isJsonObject(own) ? [own] : [];
}

/** What is said of the names an object may have, the needed ones first. */
export function propertiesOf(schemas: readonly JsonObject[]): Map<string, { schema: JsonObject; required: boolean }> {
  const required = new Set(schemas.flatMap(({ required: names }) => (Array.isArray(names) ? names : [])));
  const found = schemas.flatMap(({ properties }) => (isJsonObject(properties) ? Object.entries(properties) : []));
  const listed = found.flatMap(([name, schema]) =>
    isJsonObject(schema) ? [[name, { schema, required: required.has(name) }] as const] : [],
  );
  return new Map(listed.toSorted(([, one], [, other]) => Number(other.required) - Number(one.required)));
}

/** What is said of a place as a whole: the first that says anything. */
export function descriptionOf(schemas: readonly JsonObject[]): string | undefined {
  return schemas.map(({ description }) => description).find((text) => typeof text === "string");
}

/** In a word or two: what kind of value stands there. */
export function typeOf(schemas: readonly JsonObject[]): string | undefined {
  const type = schemas.map((schema) => schema["type"]).find((one) => typeof one === "string");
  return type === undefined ? undefined : words[type];
}

const words: Partial<Record<string, string>> = {
  string: "text",
  number: "number",
  integer: "whole number",
  boolean: "true or false",
  array: "list",
  object: "object",
};

/** The values a place may have, where they are few. */
export function choicesOf(schemas: readonly JsonObject[]): string[] {
  const values = schemas.flatMap((schema) => [
    ...(Array.isArray(schema["enum"]) ? schema["enum"] : []),
    ...(schema["const"] === undefined ? [] : [schema["const"]]),
    ...(schema["type"] === "boolean" ? [true, false] : []),
  ]);
  return [...new Set(values.filter((value) => typeof value !== "object").map(String))];
}
