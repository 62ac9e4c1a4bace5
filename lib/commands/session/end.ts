import { z } from "zod";
import { Problem } from "#lib/core/problem.ts";
import { ownerOfSession, revokeSession } from "#db/session.ts";
import { command } from "../command.ts";
import { authorise } from "../denied.ts";

/** Ends one session at once: one's own, or as an admin anybody's. */
export const endSession = command({
  verb: "session.end",
  schema: z.strictObject({ session: z.uuid("This is the id of no session.") }),
  subject: ({ session }) => `session:${session}`,
  handler: async ({ tx, actor, input: { session } }) => {
    const person = await ownerOfSession(tx, session);
    if (person === undefined) throw new Problem("not_found", "There is no such session.");
    authorise(actor, { verb: "session.end", person });
    const ended = await revokeSession(tx, session);
    return { value: { session, ended: ended !== undefined }, detail: { person } };
  },
});
