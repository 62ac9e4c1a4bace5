import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { lockPerson, setDeactivated } from "#db/person.ts";
import { revokeSessions } from "#db/session.ts";
import { revokeTokens } from "#db/token.ts";
import { command } from "../command.ts";
import { refuseLastAdmin } from "./last-admin.ts";
import { changesOf, missing, personId } from "./row.ts";

/** No door lets them in from the next click on: their sessions end, their tokens and those that they made for teams. */
export async function shutOut(tx: Transaction, person: string): Promise<{ sessions: number; tokens: number }> {
  await setDeactivated(tx, person, true);
  return { sessions: await revokeSessions(tx, person), tokens: await revokeTokens(tx, person) };
}

/** Lets somebody in no more. What they did, and their teams, stay as they are. */
export const deactivatePerson = command({
  verb: "person.deactivate",
  schema: z.strictObject({ person: personId }),
  ask: { verb: "organisation.change" },
  subject: ({ person }) => `person:${person}`,
  handler: async ({ tx, input: { person } }) => {
    await refuseLastAdmin(tx, person);
    const before = await lockPerson(tx, person);
    if (!before) throw missing(`person “${person}”`);
    const ended = await shutOut(tx, person);
    const detail = { ...ended, ...changesOf({ active: before.deactivatedAt === null }, { active: false }) };
    return { value: { person, ...ended }, detail };
  },
});
