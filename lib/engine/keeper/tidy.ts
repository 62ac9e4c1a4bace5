import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { heldRuns } from "#db/module.ts";
import type { EngineContext } from "../context.ts";
import { keeperOf } from "./note.ts";

/** Whose process is not of this machine shows by its state being held, and a young folder may be without a holder yet. */
const youngMs = 120_000;

/** Removes what runs that died have left: their variables lie there in clear. */
export async function removeLeftovers({ db, dataDir }: Pick<EngineContext, "db" | "dataDir">): Promise<void> {
  const work = path.join(dataDir, "work");
  const runs = await readdir(work).catch(() => []);
  if (runs.length === 0) return;
  const held = new Set(await heldRuns(db));
  for (const run of runs.filter((one) => !held.has(one) && keeperOf(dataDir, one) === undefined)) {
    const known = await stat(path.join(work, run)).catch(() => null);
    if (known && Date.now() - known.mtimeMs > youngMs) await rm(path.join(work, run), { recursive: true, force: true });
  }
}
