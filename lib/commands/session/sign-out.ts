import { z } from "zod";
import { revokeHeldSession } from "#db/session.ts";
import { command } from "../command.ts";

/** Ends the session that a browser holds, everywhere at once. Without one there is nothing to end, which is fine too. */
export const signOut = command({
  verb: "session.sign-out",
  anonymous: true,
  schema: z.strictObject({ session: z.string().max(200).nullable() }),
  subject: () => "session",
  handler: async ({ tx, input }) => {
    const ended = input.session === null ? undefined : await revokeHeldSession(tx, input.session);
    return { value: { signedOut: ended !== undefined }, ...(ended ? { subject: `session:${ended.id}` } : {}) };
  },
});
