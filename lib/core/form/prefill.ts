import { at, partsOf } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Form } from "./form.ts";
import { settle } from "./settle.ts";
import { validate } from "./validate.ts";

/** Of earlier answers those that this form asks for too and that still fit, as what it starts with. */
export function prefill(form: Form, earlier: JsonObject): JsonObject {
  let kept = earlier;
  for (;;) {
    const start = settle(form, kept);
    const wrong = wrongQuestions(form, start);
    const fitting = Object.entries(kept).filter(([question]) => !wrong.has(question));
    if (fitting.length === Object.keys(kept).length) return start;
    kept = Object.fromEntries(fitting);
  }
}

/** What is missing is for the person to answer; only what is there and does not fit is wrong. */
function wrongQuestions(form: Form, values: JsonObject): ReadonlySet<string> {
  const wrong = validate(form, values).filter(({ path }) => path !== "" && at(values, path) !== undefined);
  return new Set(wrong.map(({ path }) => partsOf(path)[0] ?? ""));
}
