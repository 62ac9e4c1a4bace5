import { z } from "zod";
import { Problem } from "#lib/core/problem.ts";
import { removeConnection as dropConnection } from "#db/connection.ts";
import { command } from "../command.ts";

/** Removes a connection with its credential. Steps that still need it fail with a sentence that says so. */
export const removeConnection = command({
  verb: "connection.remove",
  schema: z.strictObject({ name: z.string().max(63) }),
  ask: { verb: "connection.change" },
  subject: ({ name }) => `connection:${name}`,
  handler: async ({ tx, input }) => {
    if (!(await dropConnection(tx, input.name)))
      throw new Problem("not_found", `There is no connection “${input.name}”.`);
    return { value: { name: input.name } };
  },
});
