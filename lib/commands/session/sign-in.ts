import { randomBytes } from "node:crypto";
import { z } from "zod";
import { Problem } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import { loadPerson, openSession, rememberPerson } from "#db/organisation.ts";
import { demoPeople } from "#db/seed/demo.ts";
import { env } from "#lib/env.ts";
import { command } from "../command.ts";

const sessionDays = 7;

const schema = z.discriminatedUnion("provider", [
  z.strictObject({ provider: z.literal("sandbox"), user: z.string().max(200) }),
  z.strictObject({
    provider: z.enum(["oidc", "github"]),
    subject: z.string().min(1).max(255),
    name: z.string().min(1).max(200),
    email: z.string().max(320).nullable(),
    groups: z.array(z.string().max(200)).max(1_000),
  }),
]);

type SignIn = z.infer<typeof schema>;

/** Somebody the provider vouches for (in the sandbox: anybody) gets a session, which can be revoked. */
export const signIn = command({
  verb: "session.sign-in",
  anonymous: true,
  secretAnswer: true,
  schema,
  subject: (input) => `person:${personId(input)}`,
  handler: async ({ tx, input }) => {
    const id = personId(input);
    if (env().provider !== input.provider)
      throw new Problem("forbidden", "This way to sign in is not configured here.");
    if (input.provider !== "sandbox")
      await rememberPerson(tx, { id, name: input.name, email: input.email, groups: input.groups });
    const person = await knownPerson(tx, input, id);
    const session = randomBytes(32).toString("base64url");
    await openSession(tx, { id: session, person: id, days: sessionDays });
    return { value: { session, person: id, name: person.name }, by: { kind: "person", id, name: person.name } };
  },
});

/** Subjects of different providers must not meet. */
function personId(input: SignIn): string {
  return input.provider === "sandbox" ? input.user : `${input.provider}:${input.subject}`;
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
