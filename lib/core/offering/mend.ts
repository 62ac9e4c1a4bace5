import type { z } from "zod";
import { nearest } from "#lib/core/expression/nearest.ts";
import { isJsonObject, type Json, type JsonObject, pointer } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";
import { offeringSchema, type Offering } from "./document.ts";
import { knownKeys } from "./known-keys.ts";
import type { Locate, Path } from "./locate.ts";
import { issuesOf } from "./sentence.ts";
import { rightValue } from "./right-value.ts";

type Found = z.core.$ZodIssue;

/** What is found behind mistakes that have one right answer. */
export interface Meant {
  /** Mistakes that they hid. */
  issues: Issue[];
  /** The document as it would be without them, where nothing else is wrong with its form. */
  offering?: Offering;
  /** Finds in the text what stands there under a misspelt name. */
  locate: Locate;
}

/** Beyond this it is another document. */
const most = 20;
/** A name put right shows what is wrong inside it. */
const rounds = 4;

/** Puts right what has one right answer: names that are misspelt, and values of which one was meant. Only to look further: nobody's text is changed. */
export function meantBy(read: unknown, wrong: readonly Found[], from: Locate): Meant {
  const value: unknown = structuredClone(read);
  let [found, locate] = [wrong, from];
  const issues: Issue[] = [];
  for (let round = 0; round < rounds && found.length <= most; round += 1) {
    const renamed = new Map<string, string>();
    if (!found.map((issue) => mend(value, issue, renamed)).includes(true)) break;
    locate = under(locate, renamed);
    const parsed = offeringSchema.safeParse(value);
    if (parsed.success) return { issues, offering: parsed.data, locate };
    found = parsed.error.issues;
    issues.push(...issuesOf(found, offeringSchema, value, locate));
  }
  return { issues, locate };
}

/** Whether there was one right answer. */
function mend(value: unknown, issue: Found, renamed: Map<string, string>): boolean {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code === "unrecognized_keys")
    return rename(value, path, issue.keys, knownKeys(offeringSchema, path), renamed);
  return put(value, path, issue);
}

function rename(
  value: unknown,
  path: Path,
  keys: readonly string[],
  known: readonly string[],
  renamed: Map<string, string>,
): boolean {
  const owner = objectAt(value, path);
  if (!owner) return false;
  for (const key of keys) {
    const meant = nearest(key, known);
    if (meant === undefined || Object.hasOwn(owner, meant)) continue;
    owner[meant] = owner[key] ?? null;
    delete owner[key];
    renamed.set(pointer(...path, meant), key);
  }
  return renamed.size > 0;
}

function put(value: unknown, path: Path, issue: Found): boolean {
  const owner = objectAt(value, path.slice(0, -1));
  const key = String(path.at(-1));
  const right = owner && rightFor(issue, Object.hasOwn(owner, key) ? owner[key] : undefined);
  if (!owner || right === undefined) return false;
  owner[key] = right;
  return true;
}

function rightFor(issue: Found, given: Json | undefined): Json | undefined {
  if (issue.code === "invalid_value") {
    const values = issue.values.map(String);
    return values.length === 1 ? values[0] : typeof given === "string" ? nearest(given, values) : undefined;
  }
  const right = given === undefined ? undefined : rightValue(issue, given);
  if (right === undefined || issue.code !== "invalid_type") return right;
  if (issue.expected === "string") return right.slice(1, -1);
  return issue.expected === "boolean" ? right === "true" : Number(right);
}

function objectAt(value: unknown, path: Path): JsonObject | undefined {
  let here = value;
  for (const part of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, part)) return undefined;
    here = (here as Record<string | number, unknown>)[part];
  }
  return isJsonObject(here) ? here : undefined;
}

function under(locate: Locate, renamed: ReadonlyMap<string, string>): Locate {
  const written = (path: Path): Path =>
    path.map((part, position) => renamed.get(pointer(...path.slice(0, position + 1))) ?? part);
  return {
    key: (path) => locate.key(written(path)),
    value: (path) => locate.value(written(path)),
    part: (path, offset, length) => locate.part(written(path), offset, length),
    bare: (path) => locate.bare(written(path)),
    quote: (path) => locate.quote(written(path)),
  };
}
