import { isJsonObject, type Json, type JsonObject, pointer } from "#lib/core/json.ts";
import { spoken } from "#lib/core/form/question-paths.ts";
import { type Difference, listed, names, quoted, same } from "./difference.ts";
import { differentLimits } from "./limits.ts";
import { shown } from "./shown.ts";

interface Question {
  schema: JsonObject;
  /** As its form calls it; of a nested one, with what it stands in. */
  title: string;
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
      // With an object that is new, all it holds is.
      return question && !come.some((other) => isWithin(name, other))
        ? [{ about, sentence: `It also asks ${quoted(question.title)}${toAnswer(question)}.`, path: question.path }]
        : [];
    }),
    ...gone.flatMap((name) => {
      const question = was[name];
      return question && !gone.some((other) => isWithin(name, other))
        ? [{ about, sentence: `It no longer asks ${quoted(question.title)}.`, path: question.path }]
        : [];
    }),
    ...stay.flatMap((name) => {
      const [one, other] = [was[name], is[name]];
      return one && other ? differentQuestion(one, other) : [];
    }),
  ];
}

const toAnswer = ({ required, schema }: Question) =>
  required && schema["default"] === undefined ? ", which has to be answered" : "";

const isWithin = (name: string, other: string) => name.startsWith(`${other}.`) || name.startsWith(`${other}[`);

function differentQuestion(before: Question, after: Question): Difference[] {
  const [was, is] = [before.schema, after.schema];
  const name = quoted(after.title);
  const found: string[] = [];
  if (!same(was["type"], is["type"]))
    found.push(`${name} is ${typeWords(is["type"])} now, and was ${typeWords(was["type"])}.`);
  if (before.required !== after.required)
    found.push(`${name} ${after.required ? "has to be answered now" : "may be left out now"}.`);
  found.push(...differentChoices(name, was, is), ...differentDefault(name, was["default"], is["default"]));
  if ((was["writeOnly"] === true) !== (is["writeOnly"] === true))
    found.push(`${name} is ${is["writeOnly"] === true ? "a secret now" : "no longer a secret"}.`);
  const limits = differentLimits(was, is);
  if (limits.length > 0) found.push(`${name}: ${limits.join(", ")}.`);
  return [
    ...found.map((sentence) => ({ about: "questions" as const, sentence, path: after.path })),
    ...differentTitle(before, after),
  ];
}

function differentTitle(before: Question, after: Question): Difference[] {
  const [was, is, name] = [before.schema, after.schema, quoted(after.title)];
  const found: string[] = [];
  if (!same(was["title"], is["title"]) && before.title !== after.title)
    found.push(`${quoted(before.title)} is called ${name} now.`);
  if (!same(was["description"], is["description"])) found.push(`${name} is explained in other words.`);
  return found.map((sentence) => ({ about: "words", sentence, path: after.path }));
}

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
  walk(inputs, { name: "", title: "" }, at, true, found, 0);
  return found;
}

/** What stands before the names and titles of the questions inside another. */
interface Within {
  name: string;
  title: string;
}

const titleOf = ({ title }: JsonObject, key: string) =>
  typeof title === "string" && title !== "" ? title : spoken(key);

const branches = ["allOf", "anyOf", "oneOf"];
const conditional = ["then", "else"];
const deepest = 20;

function walk(
  schema: JsonObject,
  within: Within,
  at: readonly string[],
  always: boolean,
  found: Record<string, Question>,
  depth: number,
): void {
  if (depth > deepest) return;
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  for (const [key, inner] of Object.entries(isJsonObject(schema["properties"]) ? schema["properties"] : {})) {
    if (!isJsonObject(inner)) continue;
    const name = within.name + key;
    const title = within.title + titleOf(inner, key);
    const path = [...at, "properties", key];
    found[name] ??= { schema: inner, title, required: always && required.has(key), path: pointer(...path) };
    const inside = { name: `${name}.`, title: `${title} · ` };
    walk(inner, inside, path, always && required.has(key), found, depth + 1);
    if (isJsonObject(inner["items"]))
      walk(inner["items"], { ...inside, name: `${name}[].` }, [...path, "items"], false, found, depth + 1);
  }
  for (const keyword of branches)
    for (const [place, branch] of (Array.isArray(schema[keyword]) ? schema[keyword] : []).entries())
      if (isJsonObject(branch))
        walk(branch, within, [...at, keyword, String(place)], always && keyword === "allOf", found, depth + 1);
  for (const keyword of conditional) {
    const branch = schema[keyword];
    if (isJsonObject(branch)) walk(branch, within, [...at, keyword], false, found, depth + 1);
  }
}
