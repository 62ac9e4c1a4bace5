import { z } from "zod";
import { lockPerson, setDeactivated } from "#db/person.ts";
import { command } from "../command.ts";
import { changesOf, missing, personId } from "./row.ts";

/** Lets somebody in again, with the teams and roles they have. Their old sessions and tokens stay ended. */
export const reactivatePerson = command({
  verb: "person.reactivate",
  schema: z.strictObject({ person: personId }),
  ask: { verb: "organisation.change" },
  subject: ({ person }) => `person:${person}`,
  handler: async ({ tx, input: { person } }) => {
    const before = await lockPerson(tx, person);
    if (!before) throw missing(`person “${person}”`);
    await setDeactivated(tx, person, false);
    return { value: { person }, detail: changesOf({ active: before.deactivatedAt === null }, { active: true }) };
  },
});
