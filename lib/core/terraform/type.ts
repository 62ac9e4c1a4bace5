import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Token } from "./token.ts";

const deepest = 30;
const simple: Record<string, JsonObject> = {
  string: { type: "string" },
  number: { type: "number" },
  bool: { type: "boolean" },
  any: {},
  // Without an argument, as before Terraform 0.12.
  list: { type: "array" },
  set: { type: "array" },
  map: { type: "object" },
};

/** A type constraint as JSON Schema; any value where it is not understood. */
export function typeSchema(tokens: readonly Token[]): JsonObject {
  const meant = tokens.filter(({ kind }) => kind !== "line");
  return schemaAt({ tokens: meant, at: 0 }, 0) ?? {};
}

interface Reader {
  tokens: readonly Token[];
  at: number;
}

function schemaAt(reader: Reader, depth: number): JsonObject | undefined {
  const token = reader.tokens[reader.at];
  // Quoted, as before Terraform 0.12.
  if (depth > deepest || (token?.kind !== "name" && token?.kind !== "text")) return undefined;
  reader.at += 1;
  if (!takes(reader, "(")) return Object.hasOwn(simple, token.text) ? simple[token.text] : undefined;
  const schema = constructed(token.text, reader, depth + 1);
  return schema !== undefined && takes(reader, ")") ? schema : undefined;
}

function constructed(name: string, reader: Reader, depth: number): JsonObject | undefined {
  if (name === "object") return objectAt(reader, depth);
  if (name === "tuple") return tupleAt(reader, depth);
  const items = schemaAt(reader, depth);
  if (items === undefined) return undefined;
  if (name === "list") return { type: "array", items };
  if (name === "set") return { type: "array", items };
  return name === "map" ? { type: "object", additionalProperties: items } : undefined;
}

function objectAt(reader: Reader, depth: number): JsonObject | undefined {
  if (!takes(reader, "{")) return undefined;
  const properties: [string, Json][] = [];
  const required: string[] = [];
  while (!takes(reader, "}")) {
    const key = reader.tokens[reader.at];
    reader.at += 1;
    if (key?.kind !== "name" && key?.kind !== "text") return undefined;
    if (!takes(reader, "=") && !takes(reader, ":")) return undefined;
    const optional = reader.tokens[reader.at]?.text === "optional";
    const schema = optional ? optionalAt(reader, depth) : schemaAt(reader, depth);
    if (schema === undefined) return undefined;
    properties.push([key.text, schema]);
    if (!optional) required.push(key.text);
    takes(reader, ",");
  }
  return { type: "object", properties: Object.fromEntries(properties), required };
}

/** `optional(T)` or `optional(T, default)`: the default is any expression. */
function optionalAt(reader: Reader, depth: number): JsonObject | undefined {
  reader.at += 1;
  if (!takes(reader, "(")) return undefined;
  const schema = schemaAt(reader, depth);
  if (schema === undefined) return undefined;
  for (let open = 1; open > 0; reader.at += 1) {
    const token = reader.tokens[reader.at];
    if (token === undefined) return undefined;
    if (token.kind === "sign") open += "([{".includes(token.text) ? 1 : ")]}".includes(token.text) ? -1 : 0;
  }
  return schema;
}

function tupleAt(reader: Reader, depth: number): JsonObject | undefined {
  if (!takes(reader, "[")) return undefined;
  const prefixItems: Json[] = [];
  while (!takes(reader, "]")) {
    const item = schemaAt(reader, depth);
    if (item === undefined) return undefined;
    prefixItems.push(item);
    takes(reader, ",");
  }
  return { type: "array", prefixItems };
}

function takes(reader: Reader, sign: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== "sign" || token.text !== sign) return false;
  reader.at += 1;
  return true;
}
