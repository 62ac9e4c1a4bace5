import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Actor, may, type Scope, scopes } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { tokenDays, tokenPrefix } from "#lib/core/token.ts";
import type { Transaction } from "#db/client.ts";
import { makeToken as writeToken, countTokens } from "#db/token.ts";
import { lockPerson } from "#db/person.ts";
import { lockTeam } from "#db/team.ts";
import { command } from "../command.ts";
import { authorise, Denied } from "../denied.ts";

const mostEach = 100;

const schema = z.strictObject({
  name: z.string().trim().min(1, "Say what it is for.").max(100).describe("What it is for."),
  team: z.string().max(63).exactOptional().describe("The team it acts for; it acts for you when left out."),
  scopes: z
    .array(z.enum(scopes))
    .min(1, "Say what it may be used for, or leave this out: then it reads.")
    .default(["read"])
    .transform((given): Scope[] => scopes.filter((scope) => scope === "read" || given.includes(scope)))
    .describe("What it may be used for. It may always read."),
  days: z.int().min(1).max(tokenDays.most).default(tokenDays.preset).describe("For how many days it is good."),
});

/** Makes a token of one's own, or of a team. The answer shows it, and nothing else ever does. */
export const makeToken = command({
  verb: "token.make",
  schema,
  secretAnswer: true,
  subject: ({ team }) => (team === undefined ? "token:own" : `team:${team}`),
  handler: async ({ tx, actor, input: { name, team, scopes: wanted, days } }) => {
    const person = makerOf(actor);
    authorise(actor, { verb: "token.change", person: team === undefined ? person : null, team: team ?? null });
    const owner = team === undefined ? { person } : { team };
    await stay(tx, person);
    if (team !== undefined && !(await lockTeam(tx, team)))
      throw new Problem("not_found", `There is no team “${team}”.`);
    for (const scope of wanted) narrow(actor, scope, team);
    if ((await countTokens(tx, owner)) >= mostEach)
      throw new Problem("conflict", `There are ${mostEach} tokens already.`, {
        remedy: "Revoke those that nobody uses.",
      });
    const token = tokenPrefix + randomBytes(24).toString("hex");
    const { id, expiresAt } = await writeToken(tx, {
      name,
      owner,
      held: token,
      scopes: wanted,
      days,
      createdBy: person,
    });
    const value = { id, token, name, team: team ?? null, scopes: wanted, expiresAt: expiresAt?.toISOString() ?? null };
    return { value, subject: `token:${id}`, detail: { name, ...owner, scopes: wanted, days } };
  },
});

/** Whoever is deactivated in this moment keeps no token, and of two tokens at once the second counts the first. */
async function stay(tx: Transaction, person: string): Promise<void> {
  if ((await lockPerson(tx, person))?.deactivatedAt === null) return;
  throw new Denied("forbidden", "Your access to PAO was ended.", { remedy: "An admin can let you in again." });
}

/** Only people make tokens: what somebody found for a day would otherwise last for a year, under another name. */
function makerOf(actor: Actor): string {
  if (actor.kind === "person") return actor.id;
  throw new Denied("forbidden", "A token makes no token.", { remedy: "Sign in, and make it with your session." });
}

/** A token never gives more than whoever makes it has. */
function narrow(actor: Actor, scope: Scope, team: string | undefined): void {
  if (team === undefined) return;
  if (scope === "admin") throw new Denied("forbidden", "A token of a team has no scope “admin”.");
  const answer = scope === "author" ? may(actor, { verb: "offering.probe", owner: team }) : { allowed: true as const };
  if (!answer.allowed)
    throw new Denied("forbidden", `Only authors of team ${team} may make a token with the scope “author”.`);
}
