import { z } from "zod";
import { title } from "#lib/core/organisation/name.ts";
import { changeTeam as updateTeam, lockTeam } from "#db/team.ts";
import { command } from "../command.ts";
import { changesOf, knownName, seen, version } from "./row.ts";

/** A team's title is what people read; its name stands in documents and stays. */
export const changeTeam = command({
  verb: "team.change",
  schema: z.strictObject({ name: knownName, title, version }),
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `team:${name}`,
  handler: async ({ tx, input }) => {
    const { name, title: next } = input;
    const before = seen(await lockTeam(tx, name), `team “${name}”`, input.version);
    await updateTeam(tx, name, next);
    const value = { name, title: next, version: before.version + 1 };
    return { value, detail: changesOf({ title: before.title }, { title: next }) };
  },
});
