import { z } from "zod";
import { adapterDefinitions } from "#lib/core/adapter/index.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { offeringSchema } from "./document.ts";

const local = "#/$defs/";

/** The JSON Schema of the document, for editors and the API: from the one definition, with what each adapter takes. */
export function offeringJsonSchema(): JsonObject {
  const { $defs = {}, ...document } = converted(offeringSchema, "document-");
  const definitions: JsonObject = isJsonObject($defs) ? { ...$defs } : {};
  const conditions: Json[] = [];
  for (const { kind, config, authored = config, title } of adapterDefinitions) {
    const { $defs: inner = {}, $schema: _, ...schema } = converted(authored, `${kind}-`);
    if (isJsonObject(inner)) Object.assign(definitions, inner);
    definitions[kind] = { title, ...schema };
    conditions.push(takes(kind));
  }
  definitions["adapters"] = { allOf: conditions };
  return { title: "PAO offering", ...withAdapters(document), $defs: definitions };
}

function takes(kind: string): JsonObject {
  const condition = { properties: { uses: { const: kind } }, required: ["uses"] };
  return { if: condition, then: { properties: { with: { $ref: `${local}${kind}` } } } };
}

/** A definition as plain JSON Schema; its own `$defs` get a prefix, so that several fit into one document. */
function converted(schema: z.ZodType, prefix: string): JsonObject {
  const made: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })));
  const prefixed = renamed(made as Json, prefix);
  return isJsonObject(prefixed) ? prefixed : {};
}

function renamed(value: Json, prefix: string): Json {
  if (Array.isArray(value)) return value.map((one) => renamed(one, prefix));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([name, held]): [string, Json] => {
    if (name === "$ref" && typeof held === "string") return [name, held.replace(local, `${local}${prefix}`)];
    if (name !== "$defs" || !isJsonObject(held)) return [name, renamed(held, prefix)];
    return [
      name,
      Object.fromEntries(Object.entries(held).map(([key, one]) => [`${prefix}${key}`, renamed(one, prefix)])),
    ];
  });
  return Object.fromEntries(members);
}

/** Points every object that says `uses` at what its adapter takes. */
function withAdapters(value: JsonObject): JsonObject {
  const members = Object.entries(value).map(([name, held]): [string, Json] => [name, withAdaptersIn(held)]);
  const made = Object.fromEntries(members);
  const { properties } = value;
  const uses = isJsonObject(properties) && "uses" in properties && "with" in properties;
  return uses ? { ...made, $ref: `${local}adapters` } : made;
}

function withAdaptersIn(value: Json): Json {
  if (Array.isArray(value)) return value.map(withAdaptersIn);
  return isJsonObject(value) ? withAdapters(value) : value;
}
