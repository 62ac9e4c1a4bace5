import { at, isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";
import { dyn, either, emptyFields, field, own } from "./shape.ts";
import type { Shape } from "./shape.ts";

/** Deeper than any form that a person fills in; a `$ref` that returns to itself ends here as a value of any shape. */
const deepest = 12;

/** How many schemas are looked at before the rest is taken as any value: `$ref`s that fan out would double with each level. */
const widest = 5_000;

interface Walk {
  root: JsonSchema;
  left: number;
}

/** The shape of values that fit a schema, as expressions may read it. Conditional questions are optional fields. */
export function shapeOfSchema(schema: JsonSchema, root: JsonSchema = schema): Shape {
  return shapeAt(schema, { root, left: widest }, 0);
}

function shapeAt(schema: Json | undefined, walk: Walk, depth: number): Shape {
  walk.left -= 1;
  if (!isJsonObject(schema) || depth > deepest || walk.left < 0) return dyn;
  const reference = schema["$ref"];
  if (typeof reference === "string") return shapeAt(resolve(reference, walk.root), walk, depth + 1);
  const values = literals(schema);
  if (values) return shapeOfValues(values);
  switch (typeOf(schema)) {
    case "string":
      return { kind: "string" };
    case "integer":
      return { kind: "int" };
    case "number":
      return { kind: "double" };
    case "boolean":
      return { kind: "bool" };
    case "null":
      return { kind: "null" };
    case "array":
      return listShape(schema, walk, depth);
    case "object":
      return objectShape(schema, walk, depth);
    default:
      return alternatives(schema, walk, depth);
  }
}

/** The target of a `$ref` within the document; undefined when there is none. */
export function resolve(reference: string, root: JsonSchema): Json | undefined {
  if (!reference.startsWith("#") || typeof root === "boolean") return undefined;
  const pointer = reference.slice(1).replace(/%(7B|7D|22|25)/gi, (code) => decodeURIComponent(code));
  return at(root, pointer);
}

function typeOf(schema: JsonObject): string | undefined {
  if (typeof schema["type"] === "string") return schema["type"];
  if (isJsonObject(schema["properties"])) return "object";
  return "items" in schema ? "array" : undefined;
}

function literals(schema: JsonObject): Json[] | undefined {
  if (schema["const"] !== undefined) return [schema["const"]];
  if (Array.isArray(schema["enum"])) return schema["enum"];
  return undefined;
}

function shapeOfValues(values: readonly Json[]): Shape {
  return values.map(shapeOfValue).reduce(either, values.length === 0 ? dyn : shapeOfValue(values[0] ?? null));
}

/** The shape of one known value: constants of the platform, annotations. */
export function shapeOfValue(value: Json): Shape {
  if (value === null) return { kind: "null" };
  if (typeof value === "string") return { kind: "string", literals: [value] };
  if (typeof value === "boolean") return { kind: "bool" };
  if (typeof value === "number") return { kind: Number.isInteger(value) ? "int" : "double" };
  if (Array.isArray(value)) {
    const [first, ...rest] = value.map(shapeOfValue);
    return { kind: "list", items: first ? rest.reduce(either, first) : dyn, least: value.length, most: value.length };
  }
  const fields = emptyFields();
  for (const [name, held] of Object.entries(value)) fields[name] = field(shapeOfValue(held));
  return { kind: "object", fields };
}

function listShape(schema: JsonObject, walk: Walk, depth: number): Shape {
  const prefix = schema["prefixItems"];
  const schemas = [
    ...(Array.isArray(prefix) ? prefix : []),
    ...(schema["items"] === undefined ? [] : [schema["items"]]),
  ];
  const [first, ...rest] = schemas.map((item) => shapeAt(item, walk, depth + 1));
  const items = first ? rest.reduce(either, first) : dyn;
  const { minItems, maxItems } = schema;
  return {
    kind: "list",
    items,
    ...(typeof minItems === "number" ? { least: minItems } : {}),
    ...(typeof maxItems === "number" ? { most: maxItems } : {}),
  };
}

/** A schema without `type`: one of its alternatives, which may each be of another shape. */
function alternatives(schema: JsonObject, walk: Walk, depth: number): Shape {
  const all = [schema["oneOf"], schema["anyOf"]].flatMap((list) => (Array.isArray(list) ? list : []));
  const [first, ...rest] = all.map((one) => shapeAt(one, walk, depth + 1));
  if (first) return rest.reduce(either, first);
  const joined = Array.isArray(schema["allOf"]) ? schema["allOf"] : [];
  return joined.map((one) => shapeAt(one, walk, depth + 1)).find((shape) => shape.kind !== "dyn") ?? dyn;
}

function objectShape(schema: JsonObject, walk: Walk, depth: number): Shape {
  const fields = emptyFields();
  for (const part of partsOf(schema, walk, depth)) addQuestions(part, fields, walk, depth);
  if (Object.keys(fields).length > 0) return { kind: "object", fields };
  const rest = schema["additionalProperties"];
  if (isJsonObject(rest)) return { kind: "map", values: shapeAt(rest, walk, depth + 1) };
  return rest === false || isJsonObject(schema["properties"])
    ? { kind: "object", fields }
    : { kind: "map", values: dyn };
}

interface Part {
  schema: JsonObject;
  conditional: boolean;
}

/** A schema and what `allOf`, conditions and alternatives add to it, in the order in which they stand. */
export function partsOf(schema: JsonObject, walk: { root: JsonSchema }, depth = 0, conditional = false): Part[] {
  if (depth > deepest) return [];
  const parts: Part[] = [{ schema, conditional }];
  const add = (one: Json | undefined, maybe: boolean) => {
    if (isJsonObject(one)) parts.push(...partsOf(one, walk, depth + 1, maybe));
  };
  const reference = schema["$ref"];
  if (typeof reference === "string") add(resolve(reference, walk.root), conditional);
  for (const one of listOf(schema["allOf"])) add(one, conditional);
  for (const one of [...listOf(schema["oneOf"]), ...listOf(schema["anyOf"])]) add(one, true);
  add(schema["then"], true);
  add(schema["else"], true);
  if (isJsonObject(schema["dependentSchemas"]))
    for (const one of Object.values(schema["dependentSchemas"])) add(one, true);
  return parts;
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function addQuestions(part: Part, fields: ReturnType<typeof emptyFields>, walk: Walk, depth: number): void {
  const questions = part.schema["properties"];
  if (isJsonObject(questions)) {
    for (const [name, question] of Object.entries(questions)) {
      const known = own(fields, name);
      const shape = shapeAt(question, walk, depth + 1);
      const asked = isJsonObject(question) ? followed(question, walk) : {};
      const present = !part.conditional && asked["default"] !== undefined;
      fields[name] = field(known ? narrower(known.shape, shape) : shape, {
        optional: known ? known.optional === true && !present : !present,
        secret: known?.secret === true || asked["writeOnly"] === true,
      });
    }
  }
  if (part.conditional) return;
  for (const name of listOf(part.schema["required"])) {
    const known = typeof name === "string" ? own(fields, name) : undefined;
    if (known && typeof name === "string") fields[name] = field(known.shape, { secret: known.secret === true });
  }
}

function followed(question: JsonObject, walk: Walk): JsonObject {
  const target = typeof question["$ref"] === "string" ? resolve(question["$ref"], walk.root) : undefined;
  return isJsonObject(target) ? { ...target, ...question } : question;
}

/** A question that stands twice (asked in `properties`, narrowed in `then`) keeps what both allow to say. */
function narrower(first: Shape, second: Shape): Shape {
  if (first.kind === "dyn") return second;
  return second.kind === "dyn" ? first : either(first, second);
}
