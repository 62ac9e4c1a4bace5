import { z } from "zod";
import { revokeHeldSession } from "#db/session.ts";
import { command } from "../command.ts";

/** Ends the session that a browser holds, everywhere at once. Without one there is nothing to end, which is fine too, and nothing to keep: anybody may ask. */
export const signOut = command({
  verb: "session.sign-out",
  anonymous: true,
  schema: z.strictObject({ session: z.string().max(200).nullable() }),
  subject: () => "session",
  handler: async ({ tx, input }) => {
    const ended = input.session === null ? undefined : await revokeHeldSession(tx, input.session);
    const value = { signedOut: ended !== undefined };
    return { value, ...(ended ? { subject: `session:${ended.id}` } : { nothing: true }) };
  },
});
