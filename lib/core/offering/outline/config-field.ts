import { parse, stringify } from "yaml";
import { offeringJsonSchema } from "#lib/core/offering/json-schema.ts";
import { spoken } from "#lib/core/form/question-paths.ts";
import { canonical, isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { AdapterKind, FieldUi } from "#lib/core/offering/document.ts";

/** How a member of `with` is asked for. `yaml`: as a piece of the document, for what a form has no controls for. */
export type ConfigField =
  | { kind: "text" | "long-text" | "texts" | "yaml" | "truth" }
  | { kind: "choice"; of: string[] }
  /** Names and texts; `names`: the ones there are, each with what is said of it, and whether it is needed. */
  | { kind: "named"; names?: Record<string, { help?: string; needed: boolean }> };

export interface ConfigMember {
  name: string;
  title: string;
  help: string | undefined;
  needed: boolean;
  field: ConfigField;
}

let definitions: JsonObject | undefined;

/** What an adapter takes, in the order of its own definition, what is needed first. */
export function configMembers(uses: AdapterKind): ConfigMember[] {
  definitions ??= objectIn(offeringJsonSchema(), "$defs");
  const schema = objectIn(definitions, uses);
  const needed = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  const members = Object.entries(objectIn(schema, "properties")).map(([name, held]): ConfigMember => {
    const described = isJsonObject(held) ? held["description"] : undefined;
    return {
      name,
      title: spoken(name),
      help: typeof described === "string" ? described : undefined,
      needed: needed.has(name),
      field: fieldOf(isJsonObject(held) ? held : {}),
    };
  });
  return [...members.filter((one) => one.needed), ...members.filter((one) => !one.needed)];
}

function objectIn(held: JsonObject, name: string): JsonObject {
  const found = held[name];
  return isJsonObject(found) ? found : {};
}

/** Of several forms the first is meant: the others are the same as an expression. */
function fieldOf(schema: JsonObject): ConfigField {
  const { anyOf, type, items } = schema;
  if (Array.isArray(anyOf)) {
    const [first] = anyOf;
    return isJsonObject(first) ? fieldOf(first) : { kind: "yaml" };
  }
  if (Array.isArray(schema["enum"]))
    return { kind: "choice", of: schema["enum"].filter((one) => typeof one === "string") };
  if (type === "string") return { kind: Number(schema["maxLength"] ?? 0) >= 2_000 ? "long-text" : "text" };
  if (type === "boolean") return { kind: "truth" };
  if (type === "array") return { kind: isJsonObject(items) && items["type"] === "string" ? "texts" : "yaml" };
  const open = schema["additionalProperties"];
  if (type === "object" && schema["properties"] === undefined && isJsonObject(open) && open["type"] !== "object")
    return { kind: "named" };
  return { kind: "yaml" };
}

/** A value that its field can't show (an expression in place of a list) is shown as a piece of the document. */
export function shownAs(field: ConfigField, value: Json | undefined): ConfigField {
  if (value === undefined) return field;
  const yaml: ConfigField = { kind: "yaml" };
  const scalar = (one: Json) => typeof one !== "object" && one !== "";
  switch (field.kind) {
    case "text":
    case "long-text":
      return typeof value === "string" ? field : yaml;
    case "choice":
      return typeof value === "string" && field.of.includes(value) ? field : yaml;
    case "truth":
      return typeof value === "boolean" ? field : yaml;
    case "texts":
      return Array.isArray(value) && value.every((one) => typeof one === "string") ? field : yaml;
    case "named":
      return isJsonObject(value) && Object.values(value).every(scalar) ? field : yaml;
    default:
      return yaml;
  }
}

export function schemaOf({ title, help, needed, field }: ConfigMember): JsonObject {
  const about: JsonObject = { title, ...(help === undefined ? {} : { description: help }) };
  switch (field.kind) {
    case "truth":
      return { type: "boolean", ...about, default: false };
    case "texts":
      return { type: "array", ...about, items: { type: "string", minLength: 1 }, ...(needed ? { minItems: 1 } : {}) };
    case "choice":
      return { type: "string", ...about, enum: field.of };
    case "named":
      return { type: "object", ...about, ...namedSchema(field) };
    case "yaml":
      return { type: "string", ...about, description: [help, "Written as in the document."].filter(Boolean).join(" ") };
    default:
      return { type: "string", minLength: 1, ...about };
  }
}

function namedSchema({ names }: ConfigField & { kind: "named" }): JsonObject {
  if (names === undefined) return { additionalProperties: { type: "string", title: "Value" } };
  const all = Object.entries(names);
  const needed = all.flatMap(([name, { needed }]) => (needed ? [name] : []));
  return {
    ...(needed.length === 0 ? {} : { required: needed }),
    properties: Object.fromEntries(
      all.map(([name, { help }]) => [
        name,
        { type: "string", title: name, ...(help === undefined ? {} : { description: help }) },
      ]),
    ),
  };
}

export function uiOf({ field }: ConfigMember): FieldUi {
  return field.kind === "long-text" || field.kind === "yaml" ? { widget: "textarea" } : {};
}

/** What the field shows of a value. */
export function answerOf(field: ConfigField, value: Json): Json {
  if (field.kind === "yaml") return stringify(value, { lineWidth: 0 }).trimEnd();
  if (field.kind !== "named" || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, written(one)]));
}

/** The value that an answer means; what was not changed keeps its type. Throws YAMLParseError for a piece that is no YAML. */
export function valueOf(field: ConfigField, answer: Json, was: Json | undefined): Json {
  if (was !== undefined && canonical(answerOf(field, was)) === canonical(answer)) return was;
  if (field.kind === "yaml") return parse(written(answer), { version: "1.2", logLevel: "error" }) as Json;
  if (field.kind !== "named" || !isJsonObject(answer)) return answer;
  const before = isJsonObject(was) ? was : {};
  return Object.fromEntries(
    Object.entries(answer).map(([name, one]) => {
      const held = Object.hasOwn(before, name) ? before[name] : undefined;
      return [name, held !== undefined && written(held) === one ? held : one];
    }),
  );
}

const written = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
