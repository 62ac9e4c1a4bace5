import type { Json, JsonObject } from "#lib/core/json.ts";
import { same } from "./difference.ts";
import { shown } from "./shown.ts";

/** In what the limits of an answer differ, as parts of a sentence: `at most 50 characters (was 40)`. */
export function differentLimits(was: JsonObject, is: JsonObject): string[] {
  return Object.entries(limits).flatMap(([keyword, words]) => {
    const [before, after] = [limitOf(was, keyword), limitOf(is, keyword)];
    if (same(before, after)) return [];
    if (after === undefined) return before === undefined ? [] : [`not ${words(before)} any more`];
    return [`${words(after)} (${before === undefined ? "new" : `was ${shown(before)}`})`];
  });
}

/** That entries may stand twice is no limit. */
const limitOf = (schema: JsonObject, keyword: string) =>
  schema[keyword] === false && keyword === "uniqueItems" ? undefined : schema[keyword];

const limits: Record<string, (limit: Json) => string> = {
  const: (limit) => `only ${shown(limit)}`,
  format: (limit) => `written as ${shown(limit)}`,
  pattern: (limit) => `fitting ${shown(limit)}`,
  minLength: (limit) => `at least ${counted(limit, "character", "characters")}`,
  maxLength: (limit) => `at most ${counted(limit, "character", "characters")}`,
  minimum: (limit) => `at least ${shown(limit)}`,
  maximum: (limit) => `at most ${shown(limit)}`,
  exclusiveMinimum: (limit) => `more than ${shown(limit)}`,
  exclusiveMaximum: (limit) => `less than ${shown(limit)}`,
  multipleOf: (limit) => `a multiple of ${shown(limit)}`,
  minItems: (limit) => `at least ${counted(limit, "entry", "entries")}`,
  maxItems: (limit) => `at most ${counted(limit, "entry", "entries")}`,
  uniqueItems: () => "no entry twice",
};

function counted(limit: Json, one: string, many: string): string {
  return `${shown(limit)} ${limit === 1 ? one : many}`;
}
