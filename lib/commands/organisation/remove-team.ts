import { z } from "zod";
import { heldByTeam } from "#db/held.ts";
import { lockTeam, removeTeam as dropTeam } from "#db/team.ts";
import { command } from "../command.ts";
import { changesOf, knownName, missing, refuseWhile } from "./row.ts";

/** Removes a team that nothing hangs on; whoever was in it is no longer. */
export const removeTeam = command({
  verb: "team.remove",
  schema: z.strictObject({ name: knownName }),
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `team:${name}`,
  handler: async ({ tx, input: { name } }) => {
    const before = await lockTeam(tx, name);
    if (!before) throw missing(`team “${name}”`);
    refuseWhile(await heldByTeam(tx, name), `team “${name}”`, "Give them to another team or remove them first.");
    await dropTeam(tx, name);
    return { value: { name }, detail: changesOf({ title: before.title }, {}) };
  },
});
