import { canonical } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Form } from "./form.ts";
import { settle } from "./settle.ts";

/** Of settled answers those that somebody gave: what the form would say of itself is left out. */
export function givenAnswers(form: Form, inputs: JsonObject): JsonObject {
  const itself = settle(form, {});
  const given = Object.entries(inputs).filter(([question, answer]) => {
    const usual = itself[question];
    return usual === undefined || canonical(answer) !== canonical(usual);
  });
  return Object.fromEntries(given);
}
