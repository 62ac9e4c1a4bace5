import type { z } from "zod";
import { pointer } from "#lib/core/json.ts";
import { listed, nearest } from "#lib/core/expression/nearest.ts";
import { dotted, kept, plainSentence } from "#lib/core/offering/sentence.ts";
import type { Issue } from "#lib/core/problem.ts";

type ZodIssue = z.core.$ZodIssue;

/** Names of members that are not there are told up to here. */
const most = 20;
/** Whoever calls REST has no list to choose from but this one. */
const mostChoices = 40;

/** What a schema found wrong with something that was sent, in plain sentences, each with its place. */
export function misfits(found: readonly ZodIssue[], raw: unknown, known: readonly string[] = []): Issue[] {
  return found.flatMap((issue): Issue[] => {
    const path = issue.path.filter((part) => typeof part !== "symbol");
    if (issue.code !== "unrecognized_keys") return [told(path, sentence(issue, path, valueAt(raw, path)))];
    return issue.keys.slice(0, most).map((key) => told([...path, key], unknown(key, path.length === 0 ? known : [])));
  });
}

const told = (path: readonly (string | number)[], message: string): Issue => ({
  severity: "error",
  message,
  path: pointer(...path),
});

function unknown(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const choice =
    known.length === 0 ? "." : `; there ${known.length === 1 ? "is" : "are"} ${listed(known, "and", mostChoices)}.`;
  return `Nothing is called ${key.slice(0, 80)} here${meant === undefined ? choice : `; did you mean ${meant}?`}`;
}

function sentence(issue: ZodIssue, path: readonly (string | number)[], given: unknown): string {
  const name = dotted(path) || "The body";
  if (given === undefined && issue.code !== "custom") return `${name} is missing.`;
  const own = kept(issue.message);
  if (own !== undefined) return own;
  if (issue.code !== "invalid_value") return plainSentence(issue, name, given);
  const values = issue.values.map(String);
  const meant = typeof given === "string" ? nearest(given, values) : undefined;
  return `${name} has to be ${listed(values, "or", mostChoices)}${meant === undefined ? "." : `; did you mean ${meant}?`}`;
}

function valueAt(raw: unknown, path: readonly (string | number)[]): unknown {
  let here = raw;
  for (const part of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, part)) return undefined;
    here = Reflect.get(here, part);
  }
  return here;
}

/** What all of it comes to, for who reads one line. */
export function summary(issues: readonly Issue[]): string {
  const [first] = issues;
  if (issues.length === 1 && first) return first.message;
  return `${issues.length} things here do not fit; issues say which.`;
}
