import type { JsonObject } from "#lib/core/json.ts";
import { applied } from "./applied.ts";
import { compile } from "./compiled.ts";
import type { Form } from "./form.ts";
import { memberSchemas, propertyNames } from "./subschemas.ts";

/** The top-level questions that are asked with these answers. */
export function askedNow(form: Form, values: JsonObject): ReadonlySet<string> {
  const compiled = compile(form.schema);
  const about = applied(compiled, [compiled.root], values);
  return new Set(propertyNames(about).filter((name) => !memberSchemas(about, name).includes(false)));
}
