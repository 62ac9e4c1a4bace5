import { z } from "zod";
import { newName, title } from "#lib/core/organisation/name.ts";
import { addTeam as insertTeam } from "#db/team.ts";
import { command } from "../command.ts";
import { changesOf, taken } from "./row.ts";

export const addTeam = command({
  verb: "team.add",
  schema: z.strictObject({ name: newName, title }),
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `team:${name}`,
  handler: async ({ tx, input }) => {
    if (!(await insertTeam(tx, input))) throw taken(`team “${input.name}”`);
    return { value: { ...input, version: 1 }, detail: changesOf({}, { title: input.title }) };
  },
});
