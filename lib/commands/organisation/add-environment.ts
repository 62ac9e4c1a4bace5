import { z } from "zod";
import { newName, title } from "#lib/core/organisation/name.ts";
import { addEnvironment as insertEnvironment, lockEnvironments } from "#db/environment.ts";
import { command } from "../command.ts";
import { changesOf, taken } from "./row.ts";

/** A new environment comes last. */
export const addEnvironment = command({
  verb: "environment.add",
  schema: z.strictObject({ name: newName, title, tests: z.boolean().default(false) }),
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `environment:${name}`,
  handler: async ({ tx, input }) => {
    const all = await lockEnvironments(tx);
    if (all.some(({ name }) => name === input.name)) throw taken(`environment “${input.name}”`);
    await insertEnvironment(tx, { ...input, position: (all.at(-1)?.position ?? -1) + 1 });
    const { title: called, tests } = input;
    return {
      value: { ...input, position: all.length, version: 1 },
      detail: changesOf({}, { title: called, position: all.length, ...(tests ? { tests } : {}) }),
    };
  },
});
