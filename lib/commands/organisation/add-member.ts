import { z } from "zod";
import { lockPerson } from "#db/person.ts";
import { addMember as insertMember, holdTeam, sourcesOf } from "#db/team.ts";
import { command } from "../command.ts";
import { changesOf, knownName, missing, personId, teamRole } from "./row.ts";

/** Gives somebody a role in a team. Given here it stays, whatever groups their provider says they are in. */
export const addMember = command({
  verb: "member.add",
  schema: z.strictObject({ team: knownName, person: personId, role: teamRole }),
  ask: { verb: "organisation.change" },
  subject: ({ team }) => `team:${team}`,
  handler: async ({ tx, input }) => {
    const { team, person, role } = input;
    if (!(await holdTeam(tx, team))) throw missing(`team “${team}”`);
    if (!(await lockPerson(tx, person))) throw missing(`person “${person}”`);
    const had = await sourcesOf(tx, input);
    await insertMember(tx, input);
    return { value: input, detail: { person, role, ...changesOf({ given: had.includes("app") }, { given: true }) } };
  },
});
