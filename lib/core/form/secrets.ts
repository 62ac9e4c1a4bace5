import { at, isJsonObject, partsOf, pointer } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";
import { possible } from "./applied.ts";
import { compile } from "./compiled.ts";
import type { Compiled } from "./compiled.ts";
import type { Form } from "./form.ts";
import { entrySchemas, memberSchemas } from "./subschemas.ts";

/** Anything that any branch marks `writeOnly` is secret, whether that branch applies now or not. */
export function isSecret(schemas: readonly JsonObject[]): boolean {
  return schemas.some((schema) => schema["writeOnly"] === true);
}

/** Values apart: the open ones, and the secret ones by JSON pointer. */
export function splitSecrets(form: Form, values: JsonObject): { open: JsonObject; secrets: Record<string, Json> } {
  const secrets: Record<string, Json> = {};
  const compiled = compile(form.schema);
  const open = split(compiled, [compiled.root], values, "", secrets);
  return { open: isJsonObject(open) ? open : {}, secrets };
}

function split(
  compiled: Compiled,
  schemas: readonly JsonSchema[],
  value: Json,
  path: string,
  secrets: Record<string, Json>,
): Json {
  const about = possible(compiled, schemas);
  if (Array.isArray(value)) {
    return value.map((entry, index) =>
      split(compiled, entrySchemas(about, index), entry, path + pointer(index), secrets),
    );
  }
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).flatMap(([key, member]): [string, Json][] => {
    const here = path + pointer(key);
    const inner = memberSchemas(about, key);
    if (!holdsSecret(compiled, possible(compiled, inner), member))
      return [[key, split(compiled, inner, member, here, secrets)]];
    secrets[here] = member;
    return [];
  });
  return Object.fromEntries(kept);
}

/** A list with a secret entry is secret as a whole: taking one entry out would move the others. */
function holdsSecret(compiled: Compiled, about: readonly JsonObject[], value: Json): boolean {
  if (isSecret(about)) return true;
  return (
    Array.isArray(value) &&
    value.some((entry, index) => holdsSecret(compiled, possible(compiled, entrySchemas(about, index)), entry))
  );
}

/** The values as they were before `splitSecrets`. */
export function withSecrets(open: JsonObject, secrets: Record<string, Json>): JsonObject {
  const given = Object.entries(secrets);
  // Copying costs more than all the rest, and most requests have no secrets.
  if (given.length === 0) return open;
  const whole = structuredClone(open);
  for (const [path, secret] of given) {
    const parent = at(whole, path.slice(0, path.lastIndexOf("/")));
    const key = partsOf(path).at(-1) ?? "";
    if (isJsonObject(parent))
      Object.defineProperty(parent, key, { value: secret, enumerable: true, configurable: true, writable: true });
  }
  return whole;
}
