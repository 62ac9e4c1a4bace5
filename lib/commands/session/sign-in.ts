import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { JsonObject } from "#lib/core/json.ts";
import { Problem } from "#lib/core/problem.ts";
import { longestGroup, mostGroups } from "#lib/core/sign-in/claims.ts";
import { isNamed } from "#lib/core/sign-in/named-admin.ts";
import type { Transaction } from "#db/client.ts";
import { loadPerson } from "#db/organisation.ts";
import { openSession, revokeHeldSession } from "#db/session.ts";
import { followGroups, honourNamedAdmin, rememberPerson } from "#db/sign-in.ts";
import { demoPeople } from "#db/seed/demo.ts";
import { env } from "#lib/env.ts";
import { command } from "../command.ts";
import { Denied } from "../denied.ts";

/** The session this browser has had until now: a new sign-in ends it. */
const replaces = z.string().max(200).nullable().default(null);

const schema = z.discriminatedUnion("provider", [
  z.strictObject({ provider: z.literal("sandbox"), user: z.string().max(200), replaces }),
  z.strictObject({
    provider: z.enum(["oidc", "github"]),
    subject: z.string().min(1).max(255),
    name: z.string().min(1).max(200),
    email: z.string().max(320).nullable(),
    /** Null when the provider does not say: then memberships stay as they are. */
    groups: z.array(z.string().max(longestGroup)).max(mostGroups).nullable(),
    replaces,
  }),
]);

type SignIn = z.infer<typeof schema>;
type VouchedFor = Extract<SignIn, { subject: string }>;

/** Somebody the provider vouches for (in the sandbox: anybody) gets a session, which can be revoked. */
export const signIn = command({
  verb: "session.sign-in",
  anonymous: true,
  secretAnswer: true,
  schema,
  subject: (input) => `person:${personId(input)}`,
  handler: async ({ tx, from, input }) => {
    const id = personId(input);
    if (env().provider !== input.provider)
      throw new Problem("forbidden", "This way to sign in is not configured here.");
    const detail = input.provider === "sandbox" ? {} : await remember(tx, id, input);
    const person = await knownPerson(tx, input, id);
    // Always a new one: a session that somebody planted in this browser is worth nothing afterwards.
    const session = randomBytes(32).toString("base64url");
    if (input.replaces !== null) await revokeHeldSession(tx, input.replaces);
    await openSession(tx, { held: session, person: id, days: env().PAO_SESSION_DAYS, ...from });
    return { value: { session, person: id, name: person.name }, detail, by: { kind: "person", id, name: person.name } };
  },
});

/** Subjects of different providers must not meet. */
function personId(input: SignIn): string {
  return input.provider === "sandbox" ? input.user : `${input.provider}:${input.subject}`;
}

/** What this sign-in changed about somebody, for the audit. */
async function remember(tx: Transaction, id: string, input: VouchedFor): Promise<JsonObject> {
  const { provider, subject, name, email, groups } = input;
  if (!(await rememberPerson(tx, { id, name, email })))
    throw new Denied("forbidden", "Your access to PAO was ended.", { remedy: "An admin can let you in again." });
  // GitHub's names are one whatever the case of their letters; a directory may tell `Ops` from `ops`.
  const caseless = provider === "github";
  const [before, after] = groups === null ? [[], []] : await followGroups(tx, id, groups, { caseless });
  const { PAO_ADMIN: named } = env();
  const admin =
    named !== undefined &&
    isNamed(named, { id, subject, email }) &&
    (await honourNamedAdmin(tx, id, { provider, named }));
  const changes = {
    ...(before.join() === after.join() ? {} : { teams: [before, after] }),
    ...(admin ? { roles: [[], ["admin"]] } : {}),
  };
  return Object.keys(changes).length > 0 ? { changes } : {};
}

async function knownPerson(tx: Transaction, input: SignIn, id: string) {
  const known = input.provider !== "sandbox" || demoPeople.some((person) => person.id === id);
  const person = known ? await loadPerson(tx, id) : undefined;
  if (person) return person;
  const names = demoPeople.map((one) => one.id).join(", ");
  const issues = [{ severity: "error" as const, path: "/user", message: `The sandbox knows ${names}.` }];
  throw new Problem("invalid", `Nobody is called “${id}” in the sandbox.`, {
    remedy: `Sign in as one of ${names}.`,
    issues,
  });
}
