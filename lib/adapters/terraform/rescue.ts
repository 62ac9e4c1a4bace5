import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { StateStore } from "./store.ts";

const usual = { tries: 60, everyMs: 5_000 };

/**
 * What Terraform could not hand over while the database was away, it leaves in a file: the state is not lost with it. When
 * the database stays away, the file is put where people find it, and the error says where.
 */
export async function rescueState(
  { folder, lost }: { folder: string; lost: string },
  store: StateStore,
  { tries, everyMs } = usual,
): Promise<void> {
  const left = await readFile(path.join(folder, "errored.tfstate"), "utf8").catch(() => null);
  if (left === null) return;
  for (let attempt = 1; attempt <= tries; attempt++) {
    try {
      return await store.write(left);
    } catch {
      if (attempt < tries) await pause(everyMs);
    }
  }
  await mkdir(path.dirname(lost), { recursive: true, mode: 0o700 });
  await writeFile(lost, left, { mode: 0o600 });
  throw new Error(`The state could not be stored. Terraform's own copy of it is ${lost}.`);
}
