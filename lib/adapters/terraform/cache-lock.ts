import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { mkdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const staleMs = 15_000;
const touchMs = 3_000;
const lookMs = 100;

/** One `init` at a time on a machine: Terraform's folder of shared providers bears no two writers. */
export async function whileAlone<Result>(
  folder: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = path.join(folder, ".lock");
  while (!signal.aborted && !(await taken(lock))) await pause(lookMs, undefined, { signal }).catch(() => {});
  // Told to stop, it does nothing any more that would need the lock.
  if (signal.aborted) return work();
  const touch = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => {}), touchMs);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    await rm(lock, { recursive: true, force: true });
  }
}

/** A folder is made by one only. That of a process which died is not touched any more. */
async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    const known = await stat(lock).catch(() => null);
    if (known && Date.now() - known.mtimeMs > staleMs) await removeStale(lock, known);
    return false;
  }
}

/**
 * Moved away first, which one succeeds in only. What was moved is looked at: another may have removed the stale one and
 * made its own since, which is put back. Exported for its test.
 */
export async function removeStale(lock: string, seen: Pick<Stats, "ino" | "mtimeMs">): Promise<void> {
  const away = `${lock}-${randomUUID()}`;
  try {
    await rename(lock, away);
    const moved = await stat(away);
    if (moved.ino !== seen.ino || moved.mtimeMs !== seen.mtimeMs) return await rename(away, lock);
  } catch {
    // Somebody was quicker.
  }
  await rm(away, { recursive: true, force: true });
}
