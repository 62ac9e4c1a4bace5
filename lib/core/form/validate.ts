import { isJsonObject, partsOf, pointer } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";
import { applied, possible } from "./applied.ts";
import { notAsked } from "./asked-when.ts";
import { unmet } from "./assertions.ts";
import { compile } from "./compiled.ts";
import type { Compiled } from "./compiled.ts";
import type { Form } from "./form.ts";
import { fieldAt, pointerTo } from "./question-paths.ts";
import type { Parts } from "./question-paths.ts";
import { vastList } from "./vast-list.ts";
import { entrySchemas, memberSchemas, strings, unasked } from "./subschemas.ts";
import { sentenceFor } from "./words.ts";

interface Check {
  form: Form;
  compiled: Compiled;
  /** By pointer and keyword: several branches may ask the same, and one sentence is enough. */
  issues: Map<string, Issue>;
}

/** What does not fit, in plain words, each at its own question. None when the values fit the form. */
export function validate(form: Form, values: JsonObject): Issue[] {
  const check: Check = { form, compiled: compile(form.schema), issues: new Map() };
  const vast = vastList(check.compiled, values);
  if (vast !== null) return [{ severity: "error", message: "These are too many entries to compare.", path: vast }];
  look(check, [check.compiled.root], values, []);
  if (check.issues.size === 0) lookAtWhole(check, values);
  return asAsked(form, [...check.issues.values()]);
}

/** In the order in which the form asks. */
function asAsked({ pages }: Form, issues: Issue[]): Issue[] {
  const questions = pages.flatMap(({ fields }) => fields);
  const order = new Map(questions.map((name, at) => [pointer(name), at]));
  const rank = ({ path }: Issue) => order.get(path.split("/", 2).join("/")) ?? questions.length;
  return issues.toSorted((one, other) => rank(one) - rank(other));
}

function look(check: Check, schemas: readonly JsonSchema[], value: Json, parts: Parts): void {
  const about = applied(check.compiled, schemas, value);
  for (const schema of about) {
    for (const fault of unmet(check.compiled, schema, value)) note(check, parts, fault.keyword, fault.schema, value);
  }
  if (Array.isArray(value))
    value.forEach((entry, index) => look(check, entrySchemas(about, index), entry, [...parts, index]));
  else if (isJsonObject(value)) lookInside(check, schemas, about, value, parts);
}

function lookInside(
  check: Check,
  schemas: readonly JsonSchema[],
  about: readonly JsonObject[],
  value: JsonObject,
  parts: Parts,
): void {
  for (const schema of about) {
    for (const key of due(schema, value))
      if (!Object.hasOwn(value, key) || isBlank(value[key])) note(check, [...parts, key], "required", schema, null);
  }
  const unwanted = new Set(unasked(about, value));
  for (const key of unwanted) {
    const path = [...parts, key];
    add(check, path, "unasked", notAsked(check.compiled, possible(check.compiled, schemas), key));
  }
  for (const [key, member] of Object.entries(value)) {
    if (!unwanted.has(key)) look(check, memberSchemas(about, key), member, [...parts, key]);
  }
}

/** Blanks alone answer nothing. */
function isBlank(value: Json | undefined): boolean {
  return typeof value === "string" && value !== "" && value.trim() === "";
}

function due(schema: JsonObject, value: JsonObject): string[] {
  const dependent = schema["dependentRequired"];
  const triggered = isJsonObject(dependent)
    ? Object.entries(dependent).filter(([key]) => Object.hasOwn(value, key))
    : [];
  return [...strings(schema["required"]), ...triggered.flatMap(([, names]) => strings(names))];
}

function note(check: Check, parts: Parts, keyword: string, schema: JsonObject, value: Json): void {
  add(check, parts, keyword, sentenceFor(keyword, schema, fieldAt(check.form, parts), value));
}

function add(check: Check, parts: Parts, cause: string, message: string): void {
  const path = pointerTo(parts);
  const key = `${path} ${cause}`;
  if (!check.issues.has(key)) check.issues.set(key, { severity: "error", message, path });
}

/** What only the whole shows: answers that fit more than one of several alternatives, or an author's own closed branch. */
function lookAtWhole(check: Check, values: JsonObject): void {
  if (check.compiled.fits(check.compiled.root, values)) return;
  const faults = check.compiled.faults(check.compiled.root, values);
  const refused = faults.find((fault) => fault.keyword === "false");
  const fault = refused ?? faults.find((other) => other.keyword === "oneOf") ?? faults[0];
  const message = refused ? "This is not asked with these answers." : "These answers do not fit together.";
  const place = decodeURI(fault?.instanceLocation ?? "#").replaceAll("%23", "#");
  add(check, partsOf(place), "whole", message);
}
