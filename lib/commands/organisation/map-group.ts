import { z } from "zod";
import { longestGroup } from "#lib/core/sign-in/claims.ts";
import { holdTeam, mapGroup as insertMapping } from "#db/team.ts";
import { command } from "../command.ts";
import { changesOf, knownName, missing, teamRole } from "./row.ts";

/** As the provider spells it: `platform`, `/org/platform`. A team of GitHub's is found however it is spelled: `Acme/Platform`. */
export const groupName = z.string().trim().min(1).max(longestGroup);

/** Says what a group of the sign-in provider makes its people in a team, from their next sign-in on. */
export const mapGroup = command({
  verb: "group.map",
  schema: z.strictObject({ team: knownName, group: groupName, role: teamRole }),
  ask: { verb: "organisation.change" },
  subject: ({ team }) => `team:${team}`,
  handler: async ({ tx, input }) => {
    const { team, group, role } = input;
    if (!(await holdTeam(tx, team))) throw missing(`team “${team}”`);
    const mapped = await insertMapping(tx, input);
    return { value: input, detail: { group, role, ...changesOf({ mapped: !mapped }, { mapped: true }) } };
  },
});
