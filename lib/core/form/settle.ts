import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";
import { applied } from "./applied.ts";
import { compile } from "./compiled.ts";
import type { Compiled } from "./compiled.ts";
import { applyDefaultsAndConstants } from "./defaults.ts";
import type { Form } from "./form.ts";
import { dropHidden } from "./hidden.ts";
import { entrySchemas, memberSchemas, said, strings } from "./subschemas.ts";

/** Defaults bring questions in, hidden answers take questions away; this many rounds settle any sane form. */
const mostRounds = 20;

/**
 * What a form being filled in would send: what was left empty is absent, defaults stand where nothing was answered, and
 * what a condition hides is gone.
 */
export function settle(form: Form, values: unknown): JsonObject {
  const compiled = compile(form.schema);
  const plain = withoutUndefined(values);
  let current = isJsonObject(plain) ? answeredMembers(compiled, [compiled.root], plain) : {};
  for (let round = 0; round < mostRounds; round += 1) {
    const next = dropHidden(form, applyDefaultsAndConstants(form, current)).values;
    if (next === current) break;
    current = next;
  }
  return current;
}

/** A copy in which what is undefined is absent; an empty place in a list is null, so that the others keep theirs. */
export function withoutUndefined(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null) return null;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutUndefined(member)]));
}

function answered(compiled: Compiled, schemas: readonly JsonSchema[], value: Json): Json {
  if (isJsonObject(value)) return answeredMembers(compiled, schemas, value);
  if (!Array.isArray(value)) return value;
  const about = applied(compiled, schemas, value);
  return value.map((entry, index) => answered(compiled, entrySchemas(about, index), entry));
}

/** A group or list that has been emptied again counts as not answered, unless it has to be there. */
function answeredMembers(compiled: Compiled, schemas: readonly JsonSchema[], value: JsonObject): JsonObject {
  const about = applied(compiled, schemas, value);
  const required = new Set(about.flatMap((schema) => strings(schema["required"])));
  const members = Object.entries(value).flatMap(([key, member]): [string, Json][] => {
    const inner = memberSchemas(about, key);
    const kept = answered(compiled, inner, member);
    if (isJsonObject(kept) && Object.keys(kept).length === 0 && !required.has(key)) return [];
    if (Array.isArray(kept) && kept.length === 0 && Number(said(applied(compiled, inner, kept), "minItems") ?? 0) > 0)
      return [];
    return [[key, kept]];
  });
  return Object.fromEntries(members);
}
