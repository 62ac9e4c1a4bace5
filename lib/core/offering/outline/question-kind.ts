import { oneOfWords } from "#lib/core/form/words.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { isJsonObject } from "#lib/core/json.ts";

/** The questions that a form without words of JSON Schema can make; `other` is everything else. */
export const questionKinds = [
  "text",
  "long-text",
  "choice",
  "choices",
  "yes-no",
  "whole-number",
  "number",
  "date",
  "list",
  "secret",
] as const;

export type QuestionKind = (typeof questionKinds)[number] | "other";

export const kindTitles: Record<QuestionKind, string> = {
  text: "Text",
  "long-text": "Text of several lines",
  choice: "Choice of one",
  choices: "Choice of several",
  "yes-no": "Yes or no",
  "whole-number": "Whole number",
  number: "Number",
  date: "Date",
  list: "List of texts",
  secret: "Secret",
  other: "Group",
};

const scalars = new Set<Json | undefined>(["string", "integer", "number"]);

/** What kind of question a schema asks. */
export function kindOf(schema: JsonObject, widget: string | undefined): QuestionKind {
  const { type, items, format } = schema;
  if (["$ref", "oneOf", "anyOf", "allOf", "if", "const"].some((keyword) => schema[keyword] !== undefined))
    return "other";
  if (Array.isArray(schema["enum"])) return scalars.has(type) || type === undefined ? "choice" : "other";
  if (type === "string") {
    if (schema["writeOnly"] === true) return "secret";
    if (format === "date") return "date";
    return widget === "textarea" || widget === "markdown" ? "long-text" : "text";
  }
  if (type === "boolean") return "yes-no";
  if (type === "integer") return "whole-number";
  if (type === "number") return "number";
  if (type !== "array" || !isJsonObject(items)) return "other";
  if (Array.isArray(items["enum"])) return "choices";
  return items["type"] === "string" && Object.keys(items).length === 1 ? "list" : "other";
}

export function kindWords(kind: QuestionKind, schema: JsonObject): string {
  const { items, type } = schema;
  const choices = schema["enum"] ?? (isJsonObject(items) ? items["enum"] : undefined);
  if (Array.isArray(choices)) return `${kind === "choices" ? "Several of" : "One of"} ${oneOfWords(choices)}`;
  if (kind !== "other") return kindTitles[kind];
  return type === "array" ? "List of groups" : type === "object" ? "Group of questions" : "A form of its own";
}
