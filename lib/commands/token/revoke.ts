import { z } from "zod";
import { Problem } from "#lib/core/problem.ts";
import { loadToken, revokeToken as writeRevoked } from "#db/token.ts";
import { command } from "../command.ts";
import { authorise } from "../denied.ts";

/** Ends a token at once. */
export const revokeToken = command({
  verb: "token.revoke",
  schema: z.strictObject({ token: z.uuid("This is the id of no token.") }),
  subject: ({ token }) => `token:${token}`,
  handler: async ({ tx, actor, input: { token } }) => {
    const found = await loadToken(tx, token);
    if (!found) throw new Problem("not_found", "There is no such token.");
    const { person, team, name } = found;
    authorise(actor, { verb: "token.change", person, team });
    const revoked = await writeRevoked(tx, token);
    // One that has ended before stays as it is.
    return { value: { token, revoked }, detail: { name, person, team }, ...(revoked ? {} : { nothing: true }) };
  },
});
