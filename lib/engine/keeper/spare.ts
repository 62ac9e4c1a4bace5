import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { StateNotHeld } from "#db/terraform-state.ts";
import type { StateStore } from "#lib/adapters/terraform/store.ts";

/** Where a workspace's state is kept beside the database, while that is away. */
export function spareFile(dataDir: string, workspace: string): string {
  return path.join(lostStates(dataDir), `${encodeURIComponent(workspace)}.sealed`);
}

export const lostStates = (dataDir: string): string => path.join(dataDir, "lost-states");

/** Whose state a file is. */
export const workspaceOf = (file: string): string => decodeURIComponent(path.basename(file, ".sealed"));

export interface Spare {
  file: string;
  seal: (state: string) => string;
  open: (sealed: string) => string;
  log: (text: string) => void;
  /** How often what waits is tried to be stored in the end. */
  tries?: number;
  everyMs?: number;
}

/**
 * Takes every state that Terraform hands over, also while the database is away: sealed, in a file, until it can be stored. A
 * run that had to leave one behind is followed by one that stores it before it plans.
 */
export function withSpare(store: StateStore, spare: Spare): StateStore {
  const { file, seal, open, log, tries = 300, everyMs = 1_000 } = spare;
  let waiting: string | undefined;
  const done = async () => {
    waiting = undefined;
    await rm(file, { force: true });
  };
  const adopt = async () => {
    const left = await leftIn(file, open);
    if (left === null) return;
    const order = compare(left, await store.read());
    if (order === "newer") {
      await store.write(left);
      log("Stored the state that an earlier run had to leave beside the database.");
    }
    if (order === "foreign") log(`${file} holds the state of something else that had the same name; it is left there.`);
    else await done();
  };
  return {
    ...store,
    take: async () => {
      const other = await store.take();
      if (other !== null) return other;
      try {
        await adopt();
        return null;
      } catch (error) {
        await store.release();
        throw error;
      }
    },
    read: async () => waiting ?? (await store.read()),
    write: async (state) => {
      try {
        await store.write(state);
        if (waiting !== undefined) await done();
      } catch (error) {
        if (state === null) throw error;
        await save(file, seal(state));
        waiting = state;
        if (error instanceof StateNotHeld) throw error;
      }
    },
    settle: async () => {
      for (let attempt = 1; waiting !== undefined && attempt <= tries; attempt++)
        try {
          await store.write(waiting);
          await done();
        } catch (error) {
          if (error instanceof StateNotHeld) break;
          if (attempt < tries) await pause(everyMs);
        }
      if (waiting === undefined) return;
      throw new Error(`The state could not be stored. It is kept in ${file}, sealed; the next run there stores it.`);
    },
  };
}

async function leftIn(file: string, open: Spare["open"]): Promise<string | null> {
  const sealed = await readFile(file, "utf8").catch(() => null);
  if (sealed === null) return null;
  try {
    return open(sealed.trim());
  } catch (cause) {
    throw new Error(`${file} holds a newer state and can't be opened. Give this engine the key that sealed it.`, {
      cause,
    });
  }
}

/** Whole or not at all. */
async function save(file: string, sealed: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, sealed, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

const head = z.object({ serial: z.number(), lineage: z.string() });

/** Terraform counts the versions of a state, and each state that it begins has a lineage of its own. */
function compare(left: string, stored: string | null): "newer" | "older" | "foreign" {
  if (stored === null) return "newer";
  const [one, other] = [head.parse(JSON.parse(left)), head.parse(JSON.parse(stored))];
  if (one.lineage !== other.lineage) return "foreign";
  return one.serial > other.serial ? "newer" : "older";
}
