import { z } from "zod";
import { Problem } from "#lib/core/problem.ts";
import { removeMember as dropMember, sourcesOf } from "#db/team.ts";
import { command } from "../command.ts";
import { changesOf, knownName, missing, personId, teamRole } from "./row.ts";

/** Takes a role in a team away again, from the next click on. What a group gives is the provider's to take. */
export const removeMember = command({
  verb: "member.remove",
  schema: z.strictObject({ team: knownName, person: personId, role: teamRole }),
  ask: { verb: "organisation.change" },
  subject: ({ team }) => `team:${team}`,
  handler: async ({ tx, input }) => {
    const { team, person, role } = input;
    const sources = await sourcesOf(tx, input);
    if (sources.length === 0) throw missing(`${role} “${person}” in team “${team}”`);
    if (!sources.includes("app"))
      throw new Problem("conflict", `A group of the sign-in provider makes “${person}” ${role} of team “${team}”.`, {
        remedy: "Take them out of the group, or change what the group gives; it holds from their next sign-in on.",
      });
    await dropMember(tx, input);
    return { value: input, detail: { person, role, ...changesOf({ given: true }, { given: false }) } };
  },
});
