import type { RJSFSchema, ValidatorType } from "@rjsf/utils";
import { compile } from "#lib/core/form/compiled.ts";
import type { Compiled } from "#lib/core/form/compiled.ts";
import { withoutUndefined } from "#lib/core/form/settle.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";

const compiled = new WeakMap<object, Compiled>();
const plain = new WeakMap<object, Json>();

/** A part of a schema stands alone here, so it takes the definitions it may refer to along. */
function compilePart(part: object, root: RJSFSchema): Compiled {
  const known = compiled.get(part);
  if (known) return known;
  const own = withoutUndefined(part);
  const definitions = withoutUndefined({ $defs: root["$defs"], definitions: root.definitions });
  const whole: JsonObject = { ...(isJsonObject(definitions) ? definitions : {}), ...(isJsonObject(own) ? own : {}) };
  const made = compile(whole);
  compiled.set(part, made);
  return made;
}

function plainValue(value: unknown): Json {
  if (typeof value !== "object" || value === null) return withoutUndefined(value);
  const known = plain.get(value);
  if (known !== undefined) return known;
  const made = withoutUndefined(value);
  plain.set(value, made);
  return made;
}

/**
 * Lets rjsf decide which branch of a schema applies with the same interpreter that checks the answers. rjsf itself shows
 * no errors: the answers are checked once per change, outside of it.
 */
export const validator: ValidatorType<unknown> = {
  isValid(schema: RJSFSchema | boolean, value, root) {
    if (typeof schema === "boolean") return schema;
    const part = compilePart(schema, root);
    return part.fits(part.root, plainValue(value));
  },
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
};
