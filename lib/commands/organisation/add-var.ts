import { z } from "zod";
import { identifier } from "#lib/core/offering/document.ts";
import { addVariable } from "#db/variable.ts";
import { command } from "../command.ts";
import { changesOf, taken } from "./row.ts";

/** Names that every JavaScript object has a member of would be read from there. */
const varName = identifier.refine((name) => !(name in {}), "This word is reserved; choose another name.");

/** Any JSON; it is read by expressions and shown in plans, so it is no place for a secret. */
export const varValue = z
  .json()
  .refine((value) => JSON.stringify(value).length <= 20_000, "A value has at most 20,000 characters as JSON.");

export const addVar = command({
  verb: "var.add",
  schema: z.strictObject({ name: varName, value: varValue }),
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `var:${name}`,
  handler: async ({ tx, input }) => {
    const { name, value } = input;
    if (!(await addVariable(tx, name, value))) throw taken(`var “${name}”`);
    return { value: { name, value, version: 1 }, detail: changesOf({}, { value }) };
  },
});
