import { z } from "zod";
import { personOf } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { revokeSessions } from "#db/session.ts";
import { command } from "../command.ts";
import { authorise } from "../denied.ts";

/** Signs somebody out everywhere: oneself, or as an admin anybody. */
export const endSessions = command({
  verb: "session.end-all",
  schema: z.strictObject({
    person: z.string().min(1).max(300).exactOptional().describe("Whose; your own when left out."),
  }),
  subject: ({ person }) => (person === undefined ? "session:own" : `person:${person}`),
  handler: async ({ tx, actor, input }) => {
    const person = input.person ?? personOf(actor);
    if (person === null) throw new Problem("invalid", "A token of a team has no sessions.");
    authorise(actor, { verb: "session.end", person });
    return { value: { ended: await revokeSessions(tx, person) }, subject: `person:${person}` };
  },
});
