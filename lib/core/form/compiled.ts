import { dereference, validate as interpret } from "@cfworker/json-schema";
import type { OutputUnit } from "@cfworker/json-schema";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";

/** An inputs schema made ready to be asked about: its references are resolved once. */
export interface Compiled {
  root: JsonObject;
  /** Are entries of some list compared with each other? */
  comparing: boolean;
  /** Does the value fit this part of the schema? */
  fits: (schema: JsonSchema, value: Json) => boolean;
  /** Everything that does not fit, as the interpreter says it. */
  faults: (schema: JsonSchema, value: Json) => OutputUnit[];
  /** What a `$ref` of this part of the schema points to. */
  target: (schema: JsonObject) => JsonSchema | undefined;
}

const draft = "2020-12";
const cache = new WeakMap<JsonObject, Compiled>();

/** The interpreter marks schemas as it reads them, so it is given a copy; one per form, since the form is what is asked. */
export function compile(schema: JsonObject): Compiled {
  const known = cache.get(schema);
  if (known) return known;
  const root = structuredClone(schema);
  const lookup = dereference(root);
  const compiled: Compiled = {
    root,
    comparing: JSON.stringify(root).includes('"uniqueItems":true'),
    fits: (part, value) => interpret(value, part, draft, lookup).valid,
    faults: (part, value) => interpret(value, part, draft, lookup, false).errors,
    target: (part) => {
      const address = Reflect.get(part, "__absolute_ref__");
      const found: unknown = typeof address === "string" ? lookup[address] : undefined;
      return typeof found === "boolean" || isJsonObject(found) ? found : undefined;
    },
  };
  cache.set(schema, compiled);
  return compiled;
}
