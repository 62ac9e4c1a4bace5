import { z } from "zod";
import { revokeSession } from "#db/organisation.ts";
import { command } from "../command.ts";

/** Ends a session everywhere at once. Without one there is nothing to end, which is fine too. */
export const signOut = command({
  verb: "session.sign-out",
  anonymous: true,
  schema: z.strictObject({ session: z.string().max(200).nullable() }),
  subject: () => "session",
  handler: async ({ tx, input }) => {
    const signedOut = input.session === null ? false : await revokeSession(tx, input.session);
    return { value: { signedOut } };
  },
});
