import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";

/** One row of a table: a key by its path below the thing that is explained. */
export interface Key {
  path: string;
  required: boolean;
  takes: string;
  says: string;
}

const deepest = 5;

/** Every key of a JSON Schema object, those of nested objects and of list items too; none below the paths in `stop`. */
export function keysOf(schema: JsonObject, stop: readonly string[] = [], prefix = "", depth = 0): Key[] {
  const { properties } = schema;
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  if (!isJsonObject(properties) || depth > deepest) return [];
  return Object.entries(properties).flatMap(([name, held]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const inner = isJsonObject(held) ? held : {};
    const key = { path, required: required.includes(name), takes: takes(inner), says: says(inner) };
    return stop.includes(path) ? [key] : [key, ...below(inner, stop, path, depth + 1)];
  });
}

function below(schema: JsonObject, stop: readonly string[], path: string, depth: number): Key[] {
  const { items, additionalProperties: values } = schema;
  if (isJsonObject(schema["properties"])) return keysOf(schema, stop, path, depth);
  if (isJsonObject(items)) return keysOf(items, stop, `${path}[]`, depth);
  return isJsonObject(values) ? keysOf(values, stop, `${path}.*`, depth) : [];
}

function says(schema: JsonObject): string {
  const { description, default: usual } = schema;
  const told = typeof description === "string" ? description : "";
  const preset = usual === undefined || isEmpty(usual) ? "" : `\`${JSON.stringify(usual)}\` when left out.`;
  return [told, preset].filter(Boolean).join(" ");
}

const isEmpty = (value: Json) => typeof value === "object" && value !== null && Object.keys(value).length === 0;

/** What a value may be, in words. */
export function takes(schema: JsonObject): string {
  const { enum: choices, const: only, anyOf, $ref, properties } = schema;
  if (Array.isArray(choices)) return choices.map((one) => code(written(one))).join(", ");
  if (only !== undefined) return code(written(only));
  if (Array.isArray(anyOf)) return either(anyOf.filter(isJsonObject));
  if (typeof $ref === "string" && !isJsonObject(properties)) return "anything";
  return plain(schema);
}

/** Where an expression may stand instead of something else, that is said; it may stand in any text. */
function either(schemas: readonly JsonObject[]): string {
  const isExpression = ({ pattern }: JsonObject) => typeof pattern === "string" && pattern.includes("\\$\\{\\{");
  const known = schemas.filter((schema) => !isExpression(schema)).map(takes);
  const whole = schemas.some(isExpression) && !known.includes("text") ? ["one whole expression"] : [];
  return [...new Set([...known, ...whole])].join(", or ");
}

const words: Record<string, string> = {
  string: "text",
  integer: "whole number",
  boolean: "`true` or `false`",
  null: "`null`",
};

function plain(schema: JsonObject): string {
  const { type, items, additionalProperties: values, properties, format } = schema;
  if (Array.isArray(type)) return type.map((one) => words[written(one)] ?? written(one)).join(", ");
  if (type === "array") return listOf(isJsonObject(items) ? takes(items) : "anything");
  if (type === "object" && isJsonObject(properties)) return "object";
  if (type === "object") return `by name: ${isJsonObject(values) ? takes(values) : "anything"}`;
  if (type === "string" && typeof format === "string") return format === "uri" ? "address" : format;
  return typeof type === "string" ? `${words[type] ?? type}${limits(schema)}` : "anything";
}

const written = (value: Json) => (typeof value === "string" ? value : JSON.stringify(value));

const listOf = (what: string) => (what === "text" || what === "object" ? `list of ${what}s` : `list: ${what}`);

function limits({ type, minimum, maximum }: JsonObject): string {
  return type === "integer" && typeof minimum === "number" && typeof maximum === "number" && maximum < 2 ** 53 - 1
    ? `, ${minimum} to ${maximum}`
    : "";
}

export const code = (text: string) => `\`${text}\``;

/** A Markdown table. A bar inside a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export function keyTable(keys: readonly Key[]): string {
  return table(
    ["key", "takes", ""],
    keys.map(({ path, required, takes: what, says: told }) => [
      code(path),
      required && !path.includes(".") ? `${what}, **needed**` : required ? `${what}, needed` : what,
      told,
    ]),
  );
}
