import { z } from "zod";
import { lockPerson, setDeactivated } from "#db/person.ts";
import { revokeSessions } from "#db/session.ts";
import { revokeTokens } from "#db/token.ts";
import { command } from "../command.ts";
import { refuseLastAdmin } from "./last-admin.ts";
import { changesOf, missing, personId } from "./row.ts";

/** No door lets them in from the next click on: their sessions and tokens end. What they did, and their teams, stay as they are. */
export const deactivatePerson = command({
  verb: "person.deactivate",
  schema: z.strictObject({ person: personId }),
  ask: { verb: "organisation.change" },
  subject: ({ person }) => `person:${person}`,
  handler: async ({ tx, input: { person } }) => {
    await refuseLastAdmin(tx, person);
    const before = await lockPerson(tx, person);
    if (!before) throw missing(`person “${person}”`);
    await setDeactivated(tx, person, true);
    const sessions = await revokeSessions(tx, person);
    const tokens = await revokeTokens(tx, person);
    const detail = { sessions, tokens, ...changesOf({ active: before.deactivatedAt === null }, { active: false }) };
    return { value: { person, sessions, tokens }, detail };
  },
});
