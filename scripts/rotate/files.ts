import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { opened } from "#db/reseal.ts";
import { sealedFor } from "#db/sealed.ts";
import { lostStates, workspaceOf } from "#lib/engine/keeper/spare.ts";
import { sealedBy, type Secrets } from "#lib/secret.ts";

/** States that runs of this machine had to leave beside the database: the same for them. */
export function resealFiles(dataDir: string, secrets: Secrets): { resealed: number; unopened: string[] } {
  const done = { resealed: 0, unopened: [] as string[] };
  const prefix = sealedBy(secrets.fingerprints()[0]);
  for (const file of filesIn(lostStates(dataDir))) {
    const changed = statSync(file).mtimeMs;
    const sealed = readFileSync(file, "utf8").trim();
    if (sealed.startsWith(prefix)) continue;
    const context = sealedFor.state(workspaceOf(file));
    const plain = opened(secrets, { sealed, context });
    if (plain === null) done.unopened.push(file);
    else done.resealed += replace(file, changed, secrets.seal(plain, context));
  }
  return done;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".sealed"))
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

/** Whole or not at all, and never in the place of a newer one. */
function replace(file: string, changed: number, sealed: string): number {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, sealed, { mode: 0o600 });
  if (statSync(file).mtimeMs === changed) {
    renameSync(draft, file);
    return 1;
  }
  rmSync(draft);
  return 0;
}
