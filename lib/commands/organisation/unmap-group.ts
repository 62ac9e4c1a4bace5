import { z } from "zod";
import { unmapGroup as dropMapping } from "#db/team.ts";
import { command } from "../command.ts";
import { groupName } from "./map-group.ts";
import { changesOf, knownName, missing, teamRole } from "./row.ts";

/** A group no longer makes its people this; whoever has it from there keeps it until their next sign-in. */
export const unmapGroup = command({
  verb: "group.unmap",
  schema: z.strictObject({ team: knownName, group: groupName, role: teamRole }),
  ask: { verb: "organisation.change" },
  subject: ({ team }) => `team:${team}`,
  handler: async ({ tx, input }) => {
    const { team, group, role } = input;
    if (!(await dropMapping(tx, input))) throw missing(`group “${group}” that gives ${role} in team “${team}”`);
    return { value: input, detail: { group, role, ...changesOf({ mapped: true }, { mapped: false }) } };
  },
});
