import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { amountOf } from "./amount.ts";
import type { FormField } from "./form.ts";

const mostNamed = 12;

/** A value as a person reads it in a sentence or a list. */
export function inWords(value: Json, labels: Record<string, string> = {}): string {
  if (typeof value !== "object" || value === null) {
    const label = Object.hasOwn(labels, String(value)) ? labels[String(value)] : undefined;
    if (label !== undefined) return label;
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === null) return "none";
  if (Array.isArray(value))
    return value.length === 0 ? "none" : value.map((entry) => inWords(entry, labels)).join(", ");
  return isJsonObject(value) ? JSON.stringify(value) : String(value);
}

/** `small, medium or large`. */
export function oneOfWords(values: readonly Json[]): string {
  const words = values.map((value) => inWords(value));
  if (words.length > mostNamed) return `${words.slice(0, mostNamed).join(", ")} … (${words.length} in all)`;
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

const typeWords: Record<string, string> = {
  string: "This has to be text.",
  integer: "This has to be a whole number.",
  number: "This has to be a number.",
  boolean: "Answer yes or no.",
  array: "This has to be a list.",
  object: "This has to be a group of answers.",
};

const formatWords: Record<string, string> = {
  date: "A date, such as 2026-01-31.",
  time: "A time with its zone, such as 14:30:00Z.",
  "date-time": "A date and time, such as 2026-01-31T14:30:00Z.",
  duration: "A length of time, such as P3D or PT12H.",
  email: "An e-mail address, such as name@example.com.",
  hostname: "A host name, such as db.example.com.",
  ipv4: "An IPv4 address, such as 10.0.0.1.",
  ipv6: "An IPv6 address, such as 2001:db8::1.",
  uri: "A full address, such as https://example.com.",
  uuid: "A UUID, such as 123e4567-e89b-12d3-a456-426614174000.",
  regex: "A regular expression.",
};

export const answerThis = "Answer this question.";

/** What is wrong, by the keyword that is not met; the author's own sentence wins. */
export function sentenceFor(keyword: string, schema: JsonObject, field: FormField, value: Json): string {
  const own = field.messages && Object.hasOwn(field.messages, keyword) ? field.messages[keyword] : undefined;
  return own ?? usual(keyword, schema, field, value);
}

function usual(keyword: string, schema: JsonObject, field: FormField, value: Json): string {
  const limit = schema[keyword];
  const amount = amountOf(inWords(limit ?? null), field.unit);
  switch (keyword) {
    case "required":
    case "dependentRequired":
      return answerThis;
    case "type":
      return value === null ? answerThis : typeSentence(limit);
    case "enum":
      return Array.isArray(limit) ? `Choose one of ${oneOfWords(limit)}.` : "Choose one of the values.";
    case "const":
      return `This has to be ${amount}.`;
    case "minLength":
      return value === "" ? answerThis : `At least ${count(limit, "character")}.`;
    case "maxLength":
      return `At most ${count(limit, "character")}.`;
    case "pattern":
      return `This has to fit the pattern ${inWords(limit ?? null)}.`;
    case "format":
      return formatWords[inWords(limit ?? null)] ?? `This is not a valid ${inWords(limit ?? null)}.`;
    case "minimum":
      return `At least ${amount}.`;
    case "maximum":
      return `At most ${amount}.`;
    case "exclusiveMinimum":
      return `More than ${amount}.`;
    case "exclusiveMaximum":
      return `Less than ${amount}.`;
    case "multipleOf":
      return `A multiple of ${amount}.`;
    default:
      return usualForMany(keyword, limit);
  }
}

function usualForMany(keyword: string, limit: Json | undefined): string {
  switch (keyword) {
    case "minItems":
      return `At least ${count(limit, "entry")}.`;
    case "maxItems":
      return `At most ${count(limit, "entry")}.`;
    case "uniqueItems":
      return "Each entry may stand here only once.";
    case "contains":
    case "minContains":
    case "maxContains":
      return "The list does not hold the entries that it has to.";
    case "minProperties":
      return `At least ${count(limit, "answer")}.`;
    case "maxProperties":
      return `At most ${count(limit, "answer")}.`;
    case "propertyNames":
      return "One of the names here is not allowed.";
    case "not":
      return "This answer is not possible here.";
    default:
      return "These answers do not fit together.";
  }
}

function typeSentence(type: Json | undefined): string {
  const first = Array.isArray(type) ? type[0] : type;
  return typeWords[inWords(first ?? null)] ?? answerThis;
}

function count(amount: Json | undefined, thing: string): string {
  const plural = thing === "entry" ? "entries" : `${thing}s`;
  return `${inWords(amount ?? null)} ${amount === 1 ? thing : plural}`;
}
