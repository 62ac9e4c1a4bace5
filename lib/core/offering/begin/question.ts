import { linearPattern } from "#lib/core/expression/linear.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { ModuleVariable } from "#lib/core/terraform/module.ts";
import { asTitle, brief } from "./title.ts";

/** How a variable of a module gets its value in a new document. */
export type Given =
  | { kind: "asked"; question: JsonObject; required: boolean; value: string; ui?: JsonObject }
  /** Known from the order itself. */
  | { kind: "known"; value: string }
  /** Its own default is used. */
  | { kind: "left" };

/** How much of a variable is made use of: less, where more did not make a sound document. */
export type Care = "all" | "bounded" | "plain" | "left";

/** What the order says itself, for variables of these names. */
const known: Readonly<Record<string, string>> = {
  team: "${{ request.team }}",
  project: "${{ request.project }}",
  environment: "${{ request.environment }}",
};

/** `read`: how an expression reads the answer, as `inputs.size`; `maybe`, where there may be none: `inputs.?size`. */
export function givenFor(
  name: string,
  variable: ModuleVariable,
  read: { sure: string; maybe: string },
  care: Care,
): Given {
  const context = Object.hasOwn(known, name) ? known[name] : undefined;
  const { type } = variable.schema;
  if (context !== undefined && (type === "string" || type === undefined)) return { kind: "known", value: context };
  if (care === "left" && !variable.required) return { kind: "left" };
  const { type: asks, ...more } = askedFor(variable, care);
  const described = { ...(asks === undefined ? {} : { type: asks }), ...about(name, variable), ...more };
  const sure = { kind: "asked" as const, value: `\${{ ${read.sure} }}`, ...uiOf(variable, described) };
  if (variable.required) return { ...sure, question: described, required: true };
  const preset = fitting(variable.default, variable.schema);
  // Nothing can be said to a module but a value or null, which takes the place of its default.
  if (variable.default === null) {
    return { ...sure, question: described, required: false, value: `\${{ ${read.maybe}.orValue(null) }}` };
  }
  if (variable.sensitive || preset === undefined || care === "plain") return { kind: "left" };
  return { ...sure, question: { ...described, default: preset }, required: false };
}

/** The module's own words for what is no sound answer: for the pattern where there is one, else below the question. */
function uiOf({ says }: ModuleVariable, question: JsonObject): { ui?: JsonObject } {
  if (says === undefined) return {};
  const words = brief(says.join(" "), 300);
  return { ui: question["pattern"] === undefined ? { help: words } : { messages: { pattern: words } } };
}

function about(name: string, { description, sensitive }: ModuleVariable): JsonObject {
  return {
    title: brief(asTitle(name), 80),
    ...(description === undefined ? {} : { description: brief(description, 300) }),
    ...(sensitive ? { writeOnly: true } : {}),
  };
}

function plainType(type: Json | undefined): string {
  return type === "number" || type === "boolean" ? type : "string";
}

/** The type as a form asks for it, with what the validations say. */
function askedFor({ schema, asks = {} }: ModuleVariable, care: Care): JsonObject {
  if (care === "plain" || care === "left") return shallow(schema);
  const asked = askable(schema, care === "bounded" ? 0 : undefined);
  if (care === "bounded") return asked;
  const type = asked["type"];
  return { ...asked, ...Object.fromEntries(Object.entries(asks).flatMap(([key, value]) => keyword(type, key, value))) };
}

/** How many entries a list of lists may have, so that what reads it stays cheap: the outer one first. */
const bounds = [50, 10, 3];

const sizes: Record<string, Record<string, string>> = {
  array: { minLength: "minItems", maxLength: "maxItems" },
  object: { minLength: "minProperties", maxLength: "maxProperties" },
};

function keyword(type: Json | undefined, key: string, value: Json): [string, Json][] {
  if (key === "enum" && Array.isArray(value)) return choices(type, value);
  if (key === "pattern") return type === "string" && isPattern(value) ? [[key, value]] : [];
  if (key.endsWith("Length")) return [[typeof type === "string" ? (sizes[type]?.[key] ?? key) : key, value]];
  return type === "number" ? [[key, value]] : [];
}

function choices(type: Json | undefined, values: readonly Json[]): [string, Json][] {
  const fit = values.every((value) => typeof value === type);
  return fit && (type === "string" || type === "number") ? [["enum", [...values]]] : [];
}

/** Go knows forms of patterns that JSON Schema does not; and a form takes none that may stall it. */
function isPattern(value: Json): boolean {
  try {
    return typeof value === "string" && new RegExp(value, "u").source !== "" && linearPattern(value, "u").ok;
  } catch {
    return false;
  }
}

/** Any value is asked for as a text, which Terraform turns into what it needs. `depth`: of lists, when they are bounded. */
function askable(schema: JsonObject, depth: number | undefined): JsonObject {
  const { type, items, properties, additionalProperties, required } = schema;
  if (type === "array") {
    const inner = depth === undefined ? undefined : depth + 1;
    const most = depth === undefined ? {} : { maxItems: bounds[depth] ?? 2 };
    return { type, ...most, items: isJsonObject(items) ? askable(items, inner) : { type: "string" } };
  }
  if (type !== "object") return { type: plainType(type) };
  if (!isJsonObject(properties)) {
    const held = isJsonObject(additionalProperties) ? askable(additionalProperties, depth) : { type: "string" };
    return { type, additionalProperties: held };
  }
  const members = Object.entries(properties).map(([name, held]): [string, Json] => [
    name,
    { ...askable(isJsonObject(held) ? held : {}, depth), title: brief(asTitle(name), 80) },
  ]);
  const needed = Array.isArray(required) && required.length > 0 ? { required } : {};
  return { type, ...needed, properties: Object.fromEntries(members) };
}

/** One level of it: what lies below is asked for as texts. */
function shallow({ type, properties }: JsonObject): JsonObject {
  if (type === "array") return { type, maxItems: 20, items: { type: "string" } };
  if (type !== "object") return { type: plainType(type) };
  if (!isJsonObject(properties)) return { type, additionalProperties: { type: "string" } };
  const members = Object.entries(properties).map(([name, held]): [string, Json] => [
    name,
    { type: plainType(isJsonObject(held) ? held["type"] : undefined), title: brief(asTitle(name), 80) },
  ]);
  return { type, properties: Object.fromEntries(members) };
}

/** The module's default as an answer: Terraform takes "5" for 5, a form does not. Undefined where it is no answer. */
function fitting(value: Json | undefined, { type }: JsonObject): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (type === "number") return Number.isFinite(Number(value)) && typeof value !== "object" ? Number(value) : undefined;
  if (type === "boolean") return value === "true" ? true : value === "false" ? false : value;
  if (type === "array") return Array.isArray(value) ? value : undefined;
  if (type === "object") return isJsonObject(value) ? value : undefined;
  return typeof value === "object" ? undefined : String(value);
}
