import { z } from "zod";
import { incomplete, unfitting } from "#lib/core/connection.ts";
import { canonical, type Json, type JsonObject, pointer } from "#lib/core/json.ts";
import { type Issue, Problem } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import {
  type ConnectionRow,
  credentialParts,
  loadConnection,
  lockConnection,
  saveConnection as writeConnection,
} from "#db/connection.ts";
import { listTeams } from "#db/organisation.ts";
import { command } from "../command.ts";
import { credential } from "./credential.ts";

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
  credential: credential.default({}),
  teams: z
    .array(z.string().max(63))
    .min(1, "Name a team, or give null for all teams.")
    .max(500)
    .nullable()
    .optional()
    .describe("The teams whose offerings may use it; null for all. Left out, it stays as it is."),
});

type Given = z.infer<typeof schema>;

/** Adds or changes a connection. A part of the credential that is left out keeps its value, as long as it goes to the same place; an empty one is dropped. */
export const saveConnection = command({
  verb: "connection.save",
  schema,
  ask: { verb: "connection.change" },
  subject: ({ name }) => `connection:${name}`,
  handler: async ({ tx, input }) => {
    const before = await lockConnection(tx, input.name);
    const issues = [
      ...unfitting({ ...input, parts: input.credential }),
      ...incomplete(input.kind, partsAfter(before, input)),
      ...elsewhere(before, input),
      ...(await unknownTeams(tx, input)),
    ];
    if (issues.length > 0) throw new Problem("invalid", "This is no connection yet.", { issues });
    const what = await writeConnection(tx, input);
    const changes = changesOf(before, await loadConnection(tx, input.name));
    const { name, kind, credential: parts } = input;
    const detail = { what, kind, baseUrl: input.baseUrl, credential: Object.keys(parts), changes };
    return { value: { name }, detail };
  },
});

/** Names of the credential's parts once this is saved. */
function partsAfter(before: ConnectionRow | undefined, { kind, credential: given }: Given): Set<string> {
  const parts = new Set(before?.kind === kind ? credentialParts(before) : []);
  for (const [part, value] of Object.entries(given)) {
    if (value === "") parts.delete(part);
    else parts.add(part);
  }
  return parts;
}

/** Nobody gets at a credential by sending it to a host of theirs: for another one it is given anew. The webhooks' secret is sent nowhere. */
function elsewhere(before: ConnectionRow | undefined, { kind, baseUrl: address, credential: given }: Given): Issue[] {
  if (before?.kind !== kind || URL.parse(before.baseUrl)?.origin === URL.parse(address)?.origin) return [];
  return credentialParts(before)
    .filter((part) => part !== "webhookSecret" && given[part] === undefined)
    .map((part) => ({
      severity: "error",
      path: pointer("credential", part),
      message: "The address is another one now: give this anew.",
    }));
}

async function unknownTeams(tx: Transaction, { teams }: Given): Promise<Issue[]> {
  if (!teams) return [];
  const known = new Set((await listTeams(tx)).map(({ name }) => name));
  return teams.flatMap((team, at) =>
    known.has(team)
      ? []
      : [{ severity: "error", path: pointer("teams", at), message: `${team} is no team of this organisation.` }],
  );
}

/** What is different now, by field; of the credential only which parts there are. */
function changesOf(before: ConnectionRow | undefined, after: ConnectionRow | undefined): JsonObject {
  const [then, now] = [facts(before), facts(after)];
  const different = Object.keys(now).filter((name) => canonical(then[name] ?? null) !== canonical(now[name] ?? null));
  return Object.fromEntries(different.map((name) => [name, [then[name] ?? null, now[name] ?? null]]));
}

function facts(row: ConnectionRow | undefined): Record<string, Json> {
  if (!row) return {};
  const { kind, baseUrl: address, settings, teams } = row;
  return { kind, baseUrl: address, settings, teams, credential: credentialParts(row) };
}
