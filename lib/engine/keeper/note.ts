import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { commandOf, isRunning } from "#lib/process.ts";

const noted = z.object({ pid: z.number(), owner: z.number() });

/** Which process keeps a run, and which supervisor had it started. */
export type Note = z.infer<typeof noted>;

const work = (dataDir: string) => path.join(dataDir, "work");
const file = (dataDir: string, run: string) => path.join(work(dataDir), run, "keeper");

/** Notes who keeps a run, in the folder that the run has for itself. */
export function noteKeeper(dataDir: string, run: string, note: Note): void {
  mkdirSync(path.join(work(dataDir), run), { recursive: true, mode: 0o700 });
  writeFileSync(file(dataDir, run), JSON.stringify(note), { mode: 0o600 });
}

/** Who keeps a run on this machine; undefined once they are gone. */
export function keeperOf(dataDir: string, run: string): Note | undefined {
  try {
    const note = noted.parse(JSON.parse(readFileSync(file(dataDir, run), "utf8")));
    // Another program may have got the number of one that was killed.
    return isRunning(note.pid) && commandOf(note.pid).includes("keeper/main") ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Everybody who keeps a run in this data folder now. */
export function livingKeepers(dataDir: string): Note[] {
  return foldersOf(dataDir).flatMap((run) => keeperOf(dataDir, run) ?? []);
}

function foldersOf(dataDir: string): string[] {
  try {
    return readdirSync(work(dataDir));
  } catch {
    return [];
  }
}
