import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";
import { possible, stated } from "./applied.ts";
import type { Compiled } from "./compiled.ts";
import { spoken } from "./question-paths.ts";
import { memberSchemas, said, schemaAt, schemaMap } from "./subschemas.ts";
import { inWords, oneOfWords } from "./words.ts";

/** Why an answer is not wanted: its condition in plain words where it is a plain one. `schemas` are all that may ever apply. */
export function notAsked(compiled: Compiled, schemas: readonly JsonObject[], key: string): string {
  const about = memberSchemas(schemas, key);
  if (about.every((schema) => schema === false)) return `“${key}” is not one of the questions.`;
  const title = titleOf(compiled, about, key);
  const when = condition(compiled, schemas, key);
  return when === undefined ? `${title} is not asked with these answers.` : `${title} ${when}.`;
}

export function titleOf(compiled: Compiled, about: readonly JsonSchema[], key: string): string {
  const title = said(stated(compiled, about), "title");
  return typeof title === "string" && title !== "" ? title : spoken(key);
}

function condition(compiled: Compiled, schemas: readonly JsonObject[], key: string): string | undefined {
  for (const schema of schemas) {
    const test = schemaAt(schema, "if");
    const words = isJsonObject(test) ? testWords(compiled, schemas, test) : undefined;
    if (words !== undefined && asks(compiled, schemaAt(schema, "then"), key)) return `is asked only when ${words}`;
    if (words !== undefined && asks(compiled, schemaAt(schema, "else"), key)) return `is not asked when ${words}`;
    const dependent = schemaMap(schema, "dependentSchemas").find(([, part]) => asks(compiled, part, key));
    if (dependent)
      return `is asked only when ${titleOf(compiled, memberSchemas(schemas, dependent[0]), dependent[0])} is answered`;
  }
  return undefined;
}

function asks(compiled: Compiled, part: JsonSchema | undefined, key: string): boolean {
  return part !== undefined && memberSchemas(possible(compiled, [part]), key).some((schema) => schema !== false);
}

function testWords(compiled: Compiled, schemas: readonly JsonObject[], test: JsonObject): string | undefined {
  const tests = schemaMap(test, "properties").map(([key, part]) => {
    const words = isJsonObject(part) ? valueWords(part) : undefined;
    return words === undefined ? undefined : `${titleOf(compiled, memberSchemas(schemas, key), key)} is ${words}`;
  });
  return tests.length === 0 || tests.includes(undefined) ? undefined : tests.join(" and ");
}

function valueWords(part: JsonObject): string | undefined {
  const single: Json | undefined = part["const"];
  if (single !== undefined) return inWords(single);
  if (Array.isArray(part["enum"])) return oneOfWords(part["enum"]);
  if (typeof part["minimum"] === "number") return `at least ${part["minimum"]}`;
  return typeof part["maximum"] === "number" ? `at most ${part["maximum"]}` : undefined;
}
