import { existsSync } from "node:fs";
import path from "node:path";
import { startEmbedded } from "#db/embedded.ts";
import { Problem } from "#lib/core/problem.ts";
import { livingKeepers } from "#lib/engine/keeper/note.ts";
import { type Env, env } from "#lib/env.ts";
import { isTurning, keysIn, setOldKeyAside, turnKey } from "#lib/key-file.ts";
import { ownKeys, secretsWith } from "#lib/secret.ts";
import { type Rotated, rotate } from "./rotate/rotate.ts";
import { checkDataDir } from "./start/checks.ts";
import { complain, during, say } from "./start/console.ts";
import { holdDataDir } from "./start/lock.ts";

/** Puts a new key in the place of the one that seals secrets. Killed on the way, it is started again and goes on. */
const root = path.dirname(import.meta.dirname);

async function main(): Promise<void> {
  if (existsSync(path.join(root, ".env"))) process.loadEnvFile(path.join(root, ".env"));
  const settings = env();
  const directory = path.resolve(root, settings.PAO_DATA_DIR);
  checkDataDir(directory);
  if (settings.DATABASE_URL !== undefined) await besideDatabase(settings.DATABASE_URL, directory, settings);
  else await withOwnDatabase(directory, settings);
}

/** PAO may run: its processes know both keys, seal with the new one and open with either. */
async function besideDatabase(url: string, directory: string, settings: Env): Promise<void> {
  needBoth(settings);
  report(await during("Sealing everything with the new key", rotate(url, directory, ownKeys())));
  say("Take PAO_SECRET_KEY_OLD out of the settings of every process and start each again.");
  say("Keep the old key as long as you keep backups of the database from before now.");
}

/** PAO is stopped: its processes would go on with the key they have read. */
async function withOwnDatabase(directory: string, settings: Env): Promise<void> {
  const hold = await holdDataDir(directory);
  if (livingKeepers(directory).length > 0) {
    hold.release();
    throw new Problem("conflict", "A run of Terraform is still on its way, with the key that is to be replaced.", {
      remedy: "Wait until it has ended, then run this again.",
    });
  }
  const database = await startEmbedded({ directory });
  try {
    if (settings.PAO_SECRET_KEY === undefined) await turnOwnKey(database.url, directory);
    else await besideDatabase(database.url, directory, settings);
  } finally {
    await database.stop();
    hold.release();
  }
}

async function turnOwnKey(url: string, directory: string): Promise<void> {
  const file = path.join(directory, "secret.key");
  say(isTurning(file) ? "Going on with the key that was begun." : `Making a new key in ${file}.`);
  turnKey(file);
  const keys = keysIn(file);
  report(await during("Sealing everything with the new key", rotate(url, directory, keys)));
  const [, old = ""] = secretsWith(...keys).fingerprints();
  const aside = setOldKeyAside(file, old);
  say(`Back up ${file} now. The key before is kept as ${aside}: backups of the database from before now need it.`);
}

function needBoth({ PAO_SECRET_KEY, PAO_SECRET_KEY_OLD }: Env): void {
  if (PAO_SECRET_KEY !== undefined && PAO_SECRET_KEY_OLD !== undefined) return;
  throw new Problem("invalid", "PAO_SECRET_KEY and PAO_SECRET_KEY_OLD are both needed to replace a key.", {
    remedy:
      "Make a new one with `openssl rand -base64 32`, set PAO_SECRET_KEY to it and PAO_SECRET_KEY_OLD to the old one for every process, start each again, then run this.",
  });
}

function report({ resealed, sealed, unopened, runs }: Rotated): void {
  say(`Sealed ${resealed} anew. All ${sealed} secret values open with the new key alone.`);
  for (const context of unopened) complain(`${context} opens with neither key; it is left as it is.`);
  if (unopened.length > 0) process.exitCode = 1;
  for (const run of runs)
    say(`Terraform works on ${run}. If that began before PAO knew the new key, run this again once it has ended.`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  complain([error.message, error.remedy].filter(Boolean).join(" "));
  process.exitCode = 1;
}
