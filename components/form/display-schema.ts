import type { RJSFSchema } from "@rjsf/utils";
import type { Form } from "#lib/core/form/form.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";

/** Values, not schemas: what stands in them is left as it is. */
const values = new Set(["default", "const", "enum", "examples", "required", "dependentRequired"]);

/**
 * The schema as rjsf can show it: it knows `if` but not `dependentSchemas`, which says the same, and has no use for
 * `unevaluatedProperties`.
 */
export function displaySchema(form: Form): RJSFSchema {
  const shown: RJSFSchema = {};
  return Object.assign(shown, showObject(form.schema));
}

function showObject(schema: JsonObject): JsonObject {
  const { dependentSchemas, unevaluatedProperties: _, ...rest } = schema;
  const shown = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, values.has(key) ? value : show(value)]),
  );
  if (!isJsonObject(dependentSchemas)) return shown;
  const conditions = Object.entries(dependentSchemas).map(([key, part]): JsonObject => ({
    if: { required: [key] },
    then: show(part),
  }));
  return { ...shown, allOf: [...(Array.isArray(shown["allOf"]) ? shown["allOf"] : []), ...conditions] };
}

function show(value: Json): Json {
  if (Array.isArray(value)) return value.map(show);
  return isJsonObject(value) ? showObject(value) : value;
}
