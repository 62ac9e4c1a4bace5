import { isJsonObject, pointer } from "#lib/core/json.ts";
import type { JsonObject, JsonSchema } from "#lib/core/json.ts";
import { possible } from "./applied.ts";
import { compile } from "./compiled.ts";
import type { Form, FormField } from "./form.ts";
import { entrySchemas, memberSchemas, propertyNames } from "./subschemas.ts";

/** The way to a value: member names and list positions. */
export type Parts = readonly (string | number)[];

/** The path an author writes in `ui.fields`: `network.cidr`, `rules[].port`. */
export function questionPath(parts: Parts): string {
  return parts.reduce<string>((path, part) => {
    if (typeof part === "number") return `${path}[]`;
    return path === "" ? part : `${path}.${part}`;
  }, "");
}

export function fieldAt(form: Form, parts: Parts): FormField {
  const path = questionPath(parts);
  return Object.hasOwn(form.fields, path) ? (form.fields[path] ?? {}) : {};
}

/** `backup_retention` → `Backup retention`: what a question without a title is called. */
export function spoken(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_.\s]+/g, " ")
    .trim()
    .toLowerCase();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

export const pointerTo = (parts: Parts): string => pointer(...parts);

/** A question that the form may ever ask: its path and all that may be said about its answer. */
export interface Question {
  path: string;
  schemas: JsonObject[];
}

/** A schema may refer to itself; deeper than this nobody configures a question by its path. */
const deepest = 8;

/** Every question the form may ever ask, groups and lists before what is inside them. */
export function questionsOf(form: Form): Question[] {
  const compiled = compile(form.schema);
  const found: Question[] = [];
  const walk = (parts: readonly JsonSchema[], path: string, depth: number): void => {
    const schemas = possible(compiled, parts);
    if (path !== "") found.push({ path, schemas });
    if (depth > deepest) return;
    for (const key of propertyNames(schemas))
      walk(memberSchemas(schemas, key), path === "" ? key : `${path}.${key}`, depth + 1);
    const entries = entrySchemas(schemas, 0);
    if (entries.some(isJsonObject)) walk(entries, `${path}[]`, depth + 1);
  };
  walk([compiled.root], "", 0);
  return found;
}
