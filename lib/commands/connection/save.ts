import { z } from "zod";
import { incomplete, unfitting } from "#lib/core/connection.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import { credentialParts, loadConnection, saveConnection as writeConnection } from "#db/connection.ts";
import { command } from "../command.ts";

const baseUrl = z
  .url({ protocol: /^https?$/, error: "An address that starts with https:// or http://." })
  .max(500)
  .refine(bare, "Without user name, query or fragment: the credential has fields of its own.")
  .transform((text) => text.replace(/\/+$/, ""));

/** What is no address at all has been said already. */
function bare(text: string): boolean {
  return !URL.canParse(text) || (!/[?#]/.test(text) && new URL(text).username === "");
}

const schema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "Lowercase letters, digits and single dashes, starting with a letter.")
    .max(63),
  kind: z.enum(["jira", "http", "github"]),
  baseUrl,
  settings: z.record(z.string().max(63), z.json()).default({}),
  credential: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,30}$/), z.string().max(10_000)).default({}),
});

/** Adds or changes a connection. A part of the credential that is left out keeps its value; an empty one is dropped. */
export const saveConnection = command({
  verb: "connection.save",
  schema,
  ask: { verb: "connection.change" },
  subject: ({ name }) => `connection:${name}`,
  handler: async ({ tx, input }) => {
    const issues = [
      ...unfitting({ ...input, parts: input.credential }),
      ...incomplete(input.kind, await partsAfter(tx, input)),
    ];
    if (issues.length > 0) throw new Problem("invalid", "This is no connection yet.", { issues });
    const what = await writeConnection(tx, input);
    const { name, kind, credential } = input;
    return { value: { name }, detail: { what, kind, baseUrl: input.baseUrl, credential: Object.keys(credential) } };
  },
});

/** Names of the credential's parts once this is saved. */
async function partsAfter(tx: Transaction, { name, kind, credential }: z.infer<typeof schema>): Promise<Set<string>> {
  const before = await loadConnection(tx, name);
  const parts = new Set(before?.kind === kind ? credentialParts(before) : []);
  for (const [part, value] of Object.entries(credential)) {
    if (value === "") parts.delete(part);
    else parts.add(part);
  }
  return parts;
}
