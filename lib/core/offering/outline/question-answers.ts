import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { WrittenQuestion } from "#lib/core/offering/edit/question.ts";
import { kindOf } from "./question-kind.ts";
import type { QuestionKind } from "./question-kind.ts";

/** What the form shows of a question that is there. */
export function answersOf({ schema, required, field }: WrittenQuestion): JsonObject {
  const kind = kindOf(schema, text(field["widget"]));
  const items = isJsonObject(schema["items"]) ? schema["items"] : {};
  const values = schema["enum"] ?? items["enum"];
  const preset = schema["default"];
  return present({
    title: schema["title"],
    ...(kind === "other" ? {} : { kind }),
    required,
    help: field["help"] ?? schema["description"],
    choices: Array.isArray(values) ? values.map((value) => choiceOf(value, field)) : undefined,
    look: Array.isArray(values) ? (looks.has(field["widget"]) ? field["widget"] : "fitting") : undefined,
    preset: kind === "choice" && preset !== undefined ? String(plain(preset)) : undefined,
    presetText: kind === "text" || kind === "long-text" ? preset : undefined,
    presetNumber: typeof preset === "number" && kind !== "choice" ? preset : undefined,
    presetAnswer: kind === "yes-no" ? (preset === true ? "yes" : preset === false ? "no" : "open") : undefined,
    placeholder: field["placeholder"],
    unit: field["unit"],
    patternMessage: isJsonObject(field["messages"]) ? field["messages"]["pattern"] : undefined,
    ...Object.fromEntries(limits.map((name) => [name, schema[name]])),
  });
}

const limits = ["minLength", "maxLength", "pattern", "minimum", "maximum", "minItems", "maxItems"] as const;
const looks = new Set<Json | undefined>(["cards", "radio", "select"]);

const text = (value: Json | undefined) => (typeof value === "string" ? value : undefined);
const plain = (value: Json) => (typeof value === "object" ? JSON.stringify(value) : value);

function choiceOf(value: Json, field: JsonObject): JsonObject {
  const labels = isJsonObject(field["labels"]) ? field["labels"] : {};
  const written = String(plain(value));
  const label = Object.hasOwn(labels, written) ? text(labels[written]) : undefined;
  return present({ value: written, label });
}

function present(members: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/**
 * A question as the form's answers have it. What the form does not ask about (an `x-` keyword, another message) is taken over from
 * what was there; of another kind only what fits every kind.
 */
export function questionOf(answers: JsonObject, was?: WrittenQuestion): WrittenQuestion {
  const before = was && kindOf(was.schema, text(was.field["widget"]));
  const kind = (text(answers["kind"]) ?? "other") as QuestionKind;
  const kept = was && before === kind ? keptOf(was, kind) : { schema: {}, field: {} };
  const describedIn = was?.schema["description"] !== undefined && was.field["help"] === undefined ? "schema" : "field";
  const schema = {
    ...shapeOf(kind, answers, was),
    title: answers["title"],
    description: describedIn === "schema" ? answers["help"] : was?.schema["description"],
    ...kept.schema,
  };
  const field = {
    ...fieldOf(kind, answers, was),
    help: describedIn === "field" ? answers["help"] : undefined,
    ...kept.field,
  };
  return {
    schema:
      kind === "other"
        ? {
            ...was?.schema,
            ...present({ title: answers["title"] ?? undefined, description: schema.description ?? undefined }),
          }
        : ordered(present(schema)),
    required: answers["required"] === true,
    field: kind === "other" ? present({ ...was?.field, help: field.help }) : present(field),
  };
}

/** The limits that the form of a kind asks for. */
const asked: Partial<Record<QuestionKind, readonly string[]>> = {
  text: ["minLength", "maxLength", "pattern"],
  "long-text": ["minLength", "maxLength"],
  secret: ["pattern"],
  "whole-number": ["minimum", "maximum"],
  number: ["minimum", "maximum"],
  choices: ["minItems", "maxItems"],
  list: ["minItems", "maxItems"],
};

const ofEvery = ["type", "title", "description", "enum", "items", "writeOnly"];
const ofFields = ["help", "labels", "placeholder", "unit", "messages"];

function keptOf({ schema, field }: WrittenQuestion, kind: QuestionKind): { schema: JsonObject; field: JsonObject } {
  const without = (held: JsonObject, names: readonly string[]) =>
    Object.fromEntries(Object.entries(held).filter(([name]) => !names.includes(name)));
  const preset = kind === "date" ? [] : ["default"];
  const looked = kind === "choice" || kind === "choices" || kind === "long-text" ? ["widget"] : [];
  return {
    schema: without(schema, [...ofEvery, ...preset, ...(asked[kind] ?? [])]),
    field: without(field, [...ofFields, ...looked]),
  };
}

const order = ["type", "title", "description", "enum", "items"];

function ordered(schema: JsonObject): JsonObject {
  const rank = (name: string) => (order.indexOf(name) === -1 ? order.length : order.indexOf(name));
  return Object.fromEntries(Object.entries(schema).toSorted(([one], [other]) => rank(one) - rank(other)));
}

function shapeOf(
  kind: QuestionKind,
  answers: JsonObject,
  was: WrittenQuestion | undefined,
): Record<string, Json | undefined> {
  const given = Object.fromEntries(limits.map((name) => [name, answers[name]]));
  switch (kind) {
    case "text":
    case "long-text":
      return { type: "string", default: answers["presetText"], ...given };
    case "secret":
      return { type: "string", writeOnly: true, ...given };
    case "date":
      return { type: "string", format: "date" };
    case "yes-no": {
      const preset = answers["presetAnswer"];
      return { type: "boolean", default: preset === "yes" ? true : preset === "no" ? false : undefined };
    }
    case "whole-number":
      return { type: "integer", default: answers["presetNumber"], ...given };
    case "number":
      return { type: "number", default: answers["presetNumber"], ...given };
    case "list":
      return { type: "array", items: { type: "string" }, default: was?.schema["default"], ...given };
    case "choices":
      return several(answers, was, given);
    case "choice": {
      const type = numeric(answers, was?.schema["type"]);
      const preset = text(answers["preset"]);
      return { type, enum: valuesOf(answers, type), default: preset === undefined ? undefined : typed(preset, type) };
    }
    default:
      return {};
  }
}

function several(answers: JsonObject, was: WrittenQuestion | undefined, given: Record<string, Json | undefined>) {
  const items = isJsonObject(was?.schema["items"]) ? was.schema["items"] : {};
  const type = numeric(answers, items["type"]);
  const values = valuesOf(answers, type);
  const preset = was?.schema["default"];
  const fits = Array.isArray(preset) && preset.every((one) => values.includes(one));
  return {
    type: "array",
    ...(was && kindOf(was.schema, undefined) === "choices" ? {} : { uniqueItems: true }),
    items: { type, enum: values },
    default: fits ? preset : undefined,
    ...given,
  };
}

function choicesIn(answers: JsonObject): { value: string; label: string | undefined }[] {
  const list = Array.isArray(answers["choices"]) ? answers["choices"] : [];
  return list.filter(isJsonObject).map(({ value, label }) => ({ value: text(value) ?? "", label: text(label) }));
}

/** Numbers stay numbers while all of them are. */
function numeric(answers: JsonObject, type: Json | undefined): string {
  const all = choicesIn(answers).every(({ value }) => value.trim() !== "" && Number.isFinite(Number(value)));
  return all && (type === "integer" || type === "number") ? type : "string";
}

const typed = (value: string, type: string): Json => (type === "string" ? value : Number(value));

function valuesOf(answers: JsonObject, type: string): Json[] {
  return [...new Set(choicesIn(answers).map(({ value }) => typed(value, type)))];
}

function fieldOf(
  kind: QuestionKind,
  answers: JsonObject,
  was: WrittenQuestion | undefined,
): Record<string, Json | undefined> {
  const labels = choicesIn(answers).flatMap(({ value, label }) =>
    label === undefined ? [] : [[value, label] as const],
  );
  const look = answers["look"];
  const wasMarkdown = was?.field["widget"] === "markdown";
  const widget = kind === "long-text" ? (wasMarkdown ? "markdown" : "textarea") : looks.has(look) ? look : undefined;
  const pattern = answers["patternMessage"];
  const said = isJsonObject(was?.field["messages"]) ? was.field["messages"] : {};
  const { pattern: _, ...others } = said;
  const messages = present({ ...others, pattern: answers["pattern"] === undefined ? undefined : pattern });
  return {
    widget: widget ?? (kind === "choice" || kind === "choices" ? unlooked(was) : undefined),
    labels:
      kind === "choice" || kind === "choices"
        ? labels.length === 0
          ? undefined
          : Object.fromEntries(labels)
        : undefined,
    placeholder: answers["placeholder"],
    unit: answers["unit"],
    messages: Object.keys(messages).length === 0 ? undefined : messages,
  };
}

/** A look that the form does not offer is not taken away by it. */
function unlooked(was: WrittenQuestion | undefined): Json | undefined {
  const widget = was?.field["widget"];
  return looks.has(widget) || widget === "textarea" ? undefined : widget;
}
