import type { z } from "zod";
import { listed, nearest } from "#lib/core/expression/nearest.ts";
import { pointer } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";
import { knownKeys } from "./known-keys.ts";
import { rightValue } from "./right-value.ts";
import type { Locate, Path, Place } from "./locate.ts";

type ZodIssue = z.core.$ZodIssue;

/** `metadata.tags[0]`: how a place is spoken of. */
export function dotted(path: Path): string {
  return path
    .map((part, position) => (typeof part === "number" ? `[${part}]` : `${position === 0 ? "" : "."}${part}`))
    .join("");
}

/** An issue at a place of the document. */
export function issueAt(severity: Issue["severity"], path: Path, place: Place, message: string): Issue {
  return { severity, message, path: pointer(...path), line: place.line, column: place.column };
}

/** With a replacement for what stands at the place; without one where it is not written one to one. */
export function withFix(issue: Issue, place: Place, replacement: string, title = `Write ${replacement}`): Issue {
  if (place.length === 0) return issue;
  return { ...issue, fix: { title, replacement, line: place.line, column: place.column, length: place.length } };
}

/** As they stand in the text, one below the other. */
export function inOrder(issues: readonly Issue[]): Issue[] {
  return issues.toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  );
}

/** One mistake is told once, though two rules or two ways may meet it. */
export function distinct(issues: readonly Issue[]): Issue[] {
  const seen = new Map(issues.map((issue) => [`${issue.line}:${issue.column}:${issue.message}`, issue]));
  return [...seen.values()];
}

/** Beyond this nobody reads on; finding their places takes time. */
const most = 50;

/** What zod found wrong, in plain sentences at their places. `at`: where in the document the schema was applied. */
export function issuesOf(
  found: readonly ZodIssue[],
  schema: unknown,
  value: unknown,
  locate: Locate,
  at: Path = [],
): Issue[] {
  const misspelt = new Set(found.slice(0, most).flatMap((issue) => meantBy(issue, schema)));
  const around = new Set([...misspelt].map((name) => name.slice(0, Math.max(0, name.lastIndexOf(".")))));
  return found.slice(0, most).flatMap((issue) => {
    const inside = insideOf(issue);
    const path = [...at, ...inside];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.slice(0, most).map((key) => unknownKey(key, knownKeys(schema, inside), path, locate));
    }
    const given = valueAt(value, inside);
    // A rule about the whole object may only miss what is misspelt.
    if (issue.code === "custom" && around.has(dotted(inside))) return [];
    if (given === undefined && issue.code !== "custom")
      return misspelt.has(dotted(inside)) ? [] : [missing(issue, path, locate)];
    return [wrong(issue, path, given, locate)];
  });
}

const insideOf = (issue: ZodIssue) => issue.path.filter((part) => typeof part !== "symbol");

/** What is there under a wrong name is not missing: that the name is wrong is told. */
function meantBy(issue: ZodIssue, schema: unknown): string[] {
  if (issue.code !== "unrecognized_keys") return [];
  const inside = insideOf(issue);
  const known = knownKeys(schema, inside);
  return issue.keys.slice(0, most).flatMap((key) => {
    const meant = nearest(key, known);
    return meant === undefined ? [] : [dotted([...inside, meant])];
  });
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const part of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, part)) return undefined;
    here = (here as Record<string | number, unknown>)[part];
  }
  return here;
}

function unknownKey(key: string, known: readonly string[], path: Path, locate: Locate): Issue {
  const place = locate.key([...path, key]);
  const owner = path.length === 0 ? "A document" : dotted(path);
  const meant = nearest(key, known);
  if (meant)
    return withFix(
      issueAt("error", [...path, key], place, `${owner} has no ${key}; did you mean ${meant}?`),
      place,
      meant,
    );
  if (/\s/.test(key))
    return issueAt(
      "error",
      [...path, key],
      place,
      `${owner} has no "${key}". Inside { } a comma begins a new name: put a text that holds one in quotes.`,
    );
  const choice = known.length === 0 ? "." : `: there ${known.length === 1 ? "is" : "are"} ${listed(known, "and")}.`;
  return issueAt("error", [...path, key], place, `${owner} has no ${key}${choice}`);
}

function missing(issue: ZodIssue, path: Path, locate: Locate): Issue {
  const allowed =
    issue.code === "invalid_value" && issue.values.length === 1 ? ` It is ${String(issue.values[0])}.` : "";
  return issueAt("error", path, locate.key(path.slice(0, -1)), `${dotted(path)} is missing.${allowed}`);
}

function wrong(issue: ZodIssue, path: Path, given: unknown, locate: Locate): Issue {
  const name = dotted(path) || "The document";
  if (issue.code === "invalid_key") return issueAt("error", path, locate.key(path), keySentence(issue, path));
  const place = locate.value(path);
  if (issue.code === "invalid_value") return choice(issue, name, path, given, place);
  const told = issueAt("error", path, place, plainSentence(issue, name, given));
  const right = rightValue(issue, given);
  return right === undefined ? told : withFix(told, place, right);
}

function keySentence(issue: z.core.$ZodIssueInvalidKey, path: Path): string {
  const reason = issue.issues[0]?.message ?? "it can't be a name here.";
  return `${String(path.at(-1))} can't be a name here: ${lower(reason)}`;
}

function choice(issue: z.core.$ZodIssueInvalidValue, name: string, path: Path, given: unknown, place: Place): Issue {
  const values = issue.values.map(String);
  if (values.length === 1) {
    const only = values[0] ?? "";
    return withFix(issueAt("error", path, place, `${name} has to be ${only}.`), place, only);
  }
  const meant = typeof given === "string" ? nearest(given, values) : undefined;
  const says = `${name} has to be ${listed(values)}`;
  const shown = typeof given === "string" ? `, not ${JSON.stringify(given)}` : "";
  const told = issueAt("error", path, place, `${says}${shown}${meant ? `; did you mean ${meant}?` : "."}`);
  return meant ? withFix(told, place, meant) : told;
}

/** What zod says of a value, in plain words. */
export function plainSentence(issue: ZodIssue, name: string, given: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return kept(issue.message) ?? `${name} has to be ${kindsOf(issue.expected)}, and it is ${kindOf(given)}.`;
    case "too_small":
    case "too_big":
      return `${name} ${bounds(issue, given)}`;
    case "invalid_format":
      if (issue.format === "url") return `${name} has to be an address that begins with http:// or https://.`;
      return kept(issue.message)
        ? `${name} is no valid value. ${issue.message}`
        : `${name} is not written as it has to be.`;
    case "invalid_union":
      return kept(issue.message) ? `${name}: ${lower(issue.message)}` : `${name} holds something that is not JSON.`;
    default:
      return kept(issue.message) ? `${name}: ${issue.message}` : `${name} is not valid.`;
  }
}

/** A message that a schema of ours brings; zod's own ones begin with these words. */
export function kept(message: string): string | undefined {
  return /^(Invalid|Too|Unrecognized|Expected)\b/.test(message) ? undefined : message;
}

const kinds: Partial<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

/** How a kind of value is spoken of. */
export function kindsOf(expected: string): string {
  return kinds[expected] ?? expected;
}

function kindOf(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  return kinds[typeof value] ?? "something else";
}

function bounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, given: unknown): string {
  const unit = issue.origin === "string" ? "characters" : issue.origin === "array" ? "entries" : "";
  if (issue.code === "too_small") {
    if ((given === "" || (Array.isArray(given) && given.length === 0)) && unit) return "may not be empty.";
    return `has to be at least ${String(issue.minimum)}${unit && ` ${unit}`}.`;
  }
  if (typeof given === "string")
    return `is too long: ${given.length} characters, and ${String(issue.maximum)} are the most.`;
  return `may be at most ${String(issue.maximum)}${unit && ` ${unit}`}.`;
}

function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
