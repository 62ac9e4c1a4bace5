import { z } from "zod";
import { heldByVariable } from "#db/held.ts";
import { lockVariable, removeVariable } from "#db/variable.ts";
import { command } from "../command.ts";
import { changesOf, knownName, missing, refuseWhile } from "./row.ts";

/** Removes a constant that no offering reads. */
export const removeVar = command({
  verb: "var.remove",
  schema: z.strictObject({ name: knownName }),
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `var:${name}`,
  handler: async ({ tx, input: { name } }) => {
    const before = await lockVariable(tx, name);
    if (!before) throw missing(`var “${name}”`);
    refuseWhile(await heldByVariable(tx, name), `var “${name}”`, "Have their documents changed first.");
    await removeVariable(tx, name);
    return { value: { name }, detail: changesOf({ value: before.value }, {}) };
  },
});
