import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { strings } from "./subschemas.ts";

const longest = 200;

/** What a request is called after its answers: the one to `name`, else the first required text in the author's order. */
export function nameOf(schema: JsonObject, answers: JsonObject): string | null {
  const questions = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = new Set(strings(schema["required"]));
  const telling = Object.entries(questions)
    .filter(([name, question]) => required.has(name) && isJsonObject(question) && isText(question))
    .map(([name]) => name);
  for (const name of ["name", ...telling]) {
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
    if (typeof answer === "string" && answer.trim() !== "") return answer.trim().slice(0, longest);
  }
  return null;
}

/** A choice is the same in many requests, and tells none from another. */
const isText = (question: JsonObject) =>
  question["type"] === "string" && question["enum"] === undefined && question["writeOnly"] !== true;
