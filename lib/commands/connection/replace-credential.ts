import { z } from "zod";
import { incomplete, unfitting } from "#lib/core/connection.ts";
import { pointer } from "#lib/core/json.ts";
import { type Issue, Problem } from "#lib/core/problem.ts";
import { type ConnectionRow, credentialParts, lockConnection, saveConnection } from "#db/connection.ts";
import { command } from "../command.ts";
import { credential } from "./credential.ts";

/** Puts a new credential in the place of the old one; all else of the connection stays, and steps go on with the new one. */
export const replaceCredential = command({
  verb: "connection.credential",
  schema: z.strictObject({ name: z.string().max(63), credential }),
  ask: { verb: "connection.change" },
  subject: ({ name }) => `connection:${name}`,
  handler: async ({ tx, input: { name, credential: given } }) => {
    const row = await lockConnection(tx, name);
    if (!row) throw new Problem("not_found", `There is no connection “${name}”.`);
    const issues = [...nothingNew(given), ...unfit(row, given)];
    if (issues.length > 0) throw new Problem("invalid", "This is no credential for it.", { issues });
    const { kind, baseUrl, settings } = row;
    await saveConnection(tx, { name, kind, baseUrl, settings, credential: given });
    return { value: { name }, detail: { credential: Object.keys(given) } };
  },
});

function nothingNew(given: Record<string, string>): Issue[] {
  if (Object.values(given).some((value) => value !== "")) return [];
  return [{ severity: "error", path: pointer("credential"), message: "Give the new value of a part." }];
}

function unfit(row: ConnectionRow, given: Record<string, string>): Issue[] {
  const dropped = Object.keys(given).filter((part) => given[part] === "");
  const parts = new Set([...credentialParts(row), ...Object.keys(given)].filter((part) => !dropped.includes(part)));
  return [...unfitting({ kind: row.kind, settings: {}, parts: given }), ...incomplete(row.kind, parts)];
}
