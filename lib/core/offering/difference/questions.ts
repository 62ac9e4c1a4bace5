import { isJsonObject, type Json, type JsonObject, pointer } from "#lib/core/json.ts";
import { type Difference, listed, names, same } from "./difference.ts";

interface Question {
  schema: JsonObject;
  /** Asked of everybody, and has to be answered. */
  required: boolean;
  path: string;
}

/** In what the questions of two revisions differ. `at` is where the inputs stand in the document. */
export function differentQuestions(before: JsonObject, after: JsonObject, at: readonly string[]): Difference[] {
  const [was, is] = [questionsOf(before, at), questionsOf(after, at)];
  const { gone, come, stay } = names(was, is);
  const about = "questions" as const;
  return [
    ...come.flatMap((name) => {
      const question = is[name];
      const word = question?.required && question.schema["default"] === undefined ? "required question" : "question";
      // With an object that is new, all it holds is.
      return question && !come.some((other) => isWithin(name, other))
        ? [{ about, sentence: `Adds the ${word} ${name}.`, path: question.path }]
        : [];
    }),
    ...gone.flatMap((name) =>
      gone.some((other) => isWithin(name, other))
        ? []
        : [{ about, sentence: `No longer asks ${name}.`, path: was[name]?.path ?? "" }],
    ),
    ...stay.flatMap((name) => {
      const [one, other] = [was[name], is[name]];
      return one && other ? differentQuestion(name, one, other) : [];
    }),
  ];
}

const isWithin = (name: string, other: string) => name.startsWith(`${other}.`) || name.startsWith(`${other}[`);

function differentQuestion(name: string, before: Question, after: Question): Difference[] {
  const [was, is] = [before.schema, after.schema];
  const found: string[] = [];
  if (!same(was["type"], is["type"]))
    found.push(`${name} is ${typeWords(is["type"])} now, and was ${typeWords(was["type"])}.`);
  if (before.required !== after.required)
    found.push(`${name} ${after.required ? "has to be answered now" : "may be left out now"}.`);
  found.push(...differentChoices(name, was, is), ...differentDefault(name, was["default"], is["default"]));
  if ((was["writeOnly"] === true) !== (is["writeOnly"] === true))
    found.push(`${name} is ${is["writeOnly"] === true ? "a secret now" : "no longer a secret"}.`);
  const bounds = bounding.filter((keyword) => !same(was[keyword], is[keyword]));
  if (bounds.length > 0) found.push(`What ${name} may be has changed: ${listed(bounds)}.`);
  const differences = found.map((sentence) => ({ about: "questions" as const, sentence, path: after.path }));
  if (same(was["title"], is["title"]) && same(was["description"], is["description"])) return differences;
  return [...differences, { about: "words", sentence: `${name} is asked in other words.`, path: after.path }];
}

const bounding = [
  "const",
  "format",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
];

function differentChoices(name: string, was: JsonObject, is: JsonObject): string[] {
  const [before, after] = [choicesOf(was), choicesOf(is)];
  if (before === null || after === null)
    return before === after
      ? []
      : [after === null ? `${name} takes any value now.` : `${name} takes only ${listed(after)} now.`];
  const come = after.filter((choice) => !before.includes(choice));
  const gone = before.filter((choice) => !after.includes(choice));
  return [
    ...(come.length > 0 ? [`${name} also takes ${listed(come)}.`] : []),
    ...(gone.length > 0 ? [`${name} no longer takes ${listed(gone)}.`] : []),
  ];
}

function choicesOf(schema: JsonObject): string[] | null {
  const choices = schema["enum"];
  return Array.isArray(choices) ? choices.map(shown) : null;
}

function differentDefault(name: string, was: Json | undefined, is: Json | undefined): string[] {
  if (same(was, is)) return [];
  if (is === undefined) return [`${name} no longer begins with ${shown(was ?? null)}.`];
  return [`${name} begins with ${shown(is)}${was === undefined ? "" : `, no longer with ${shown(was)}`}.`];
}

function shown(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39).toWellFormed()}…` : text;
}

const typeNames: Record<string, string> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "yes or no",
  array: "a list",
  object: "a group of questions",
  null: "nothing",
};

function typeWords(type: Json | undefined): string {
  const all = Array.isArray(type) ? type : [type];
  return all.map((one) => (typeof one === "string" ? (typeNames[one] ?? one) : "anything")).join(" or ");
}

/** Every question by the name people know it by, nested ones as `network.cidr` and `rules[].port`; where one stands in several branches, the first. */
function questionsOf(inputs: JsonObject, at: readonly string[]): Record<string, Question> {
  const found: Record<string, Question> = Object.create(null) as Record<string, Question>;
  walk(inputs, "", at, true, found, 0);
  return found;
}

const branches = ["allOf", "anyOf", "oneOf"];
const conditional = ["then", "else"];
const deepest = 20;

function walk(
  schema: JsonObject,
  prefix: string,
  at: readonly string[],
  always: boolean,
  found: Record<string, Question>,
  depth: number,
): void {
  if (depth > deepest) return;
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  for (const [key, inner] of Object.entries(isJsonObject(schema["properties"]) ? schema["properties"] : {})) {
    if (!isJsonObject(inner)) continue;
    const name = prefix + key;
    const path = [...at, "properties", key];
    found[name] ??= { schema: inner, required: always && required.has(key), path: pointer(...path) };
    walk(inner, `${name}.`, path, always && required.has(key), found, depth + 1);
    if (isJsonObject(inner["items"])) walk(inner["items"], `${name}[].`, [...path, "items"], false, found, depth + 1);
  }
  for (const keyword of branches)
    for (const [place, branch] of (Array.isArray(schema[keyword]) ? schema[keyword] : []).entries())
      if (isJsonObject(branch))
        walk(branch, prefix, [...at, keyword, String(place)], always && keyword === "allOf", found, depth + 1);
  for (const keyword of conditional) {
    const branch = schema[keyword];
    if (isJsonObject(branch)) walk(branch, prefix, [...at, keyword], false, found, depth + 1);
  }
}
