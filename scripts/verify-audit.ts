import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Verdict, verifyAudit } from "#db/audit-verify.ts";
import { openDatabase } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { Problem } from "#lib/core/problem.ts";
import { readEnv } from "#lib/env.ts";
import { complain, say } from "./start/console.ts";

/** Says whether the audit is what was written: ends with 0 when it is, 1 when it is not, and 2 when that could not be found out. */
const root = path.dirname(import.meta.dirname);
const holds = 0;
const broken = 1;
const unknown = 2;

async function main(): Promise<number> {
  if (existsSync(path.join(root, ".env"))) process.loadEnvFile(path.join(root, ".env"));
  const expected = expectedHead();
  // Not judged as a whole: whoever verifies needs the database and nothing else.
  const { DATABASE_URL, PAO_DATA_DIR } = readEnv(process.env);
  if (DATABASE_URL !== undefined) return report(await verified(DATABASE_URL, expected));
  const directory = path.resolve(root, PAO_DATA_DIR);
  if (!existsSync(directory))
    throw new Problem("unavailable", `There is no database: ${directory} is not there, and DATABASE_URL is not set.`);
  const database = await startEmbedded({ directory });
  try {
    return report(await verified(database.url, expected));
  } finally {
    if (!database.adopted) await database.stop();
  }
}

function expectedHead(): string | undefined {
  const { values } = parseArgs({ options: { expect: { type: "string" } } });
  const expected = values.expect?.trim().toLowerCase();
  if (expected === undefined || /^[0-9a-f]{64}$/.test(expected)) return expected;
  throw new Problem("invalid", "--expect takes a head as this command prints it: 64 hexadecimal digits.");
}

async function verified(url: string, expected: string | undefined): Promise<Verdict> {
  const { db, close } = openDatabase(url, { poolSize: 1 });
  try {
    return await verifyAudit(db, expected === undefined ? {} : { expected });
  } finally {
    await close();
  }
}

function report({ seals, entries, unsealed, head, broken: sentence }: Verdict): number {
  if (sentence !== null) {
    complain(`The audit is broken. ${sentence}`);
    if (entries > 0) complain(`What was sealed before that holds: ${entries} entries.`);
    return broken;
  }
  say(`The audit is whole: ${entries} entries in ${seals} seals. ${unsealed} newer ones are not sealed yet.`);
  say(`Head: ${head}`);
  return holds;
}

try {
  process.exitCode = await main();
} catch (error) {
  const said = error instanceof Problem ? [error.message, error.remedy].filter(Boolean).join(" ") : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` ${error.cause.message}` : "";
  complain(`The audit could not be verified. ${said}${cause}`);
  process.exitCode = unknown;
}
