import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Place } from "./place.ts";
import type { StateStore } from "./store.ts";

const tries = 60;
const everyMs = 5_000;

/** What Terraform could not hand over while the database was away, it leaves in a file: the state is not lost with it. */
export async function rescueState({ folder }: Place, store: StateStore): Promise<void> {
  const left = await readFile(path.join(folder, "errored.tfstate"), "utf8").catch(() => null);
  if (left === null) return;
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.write(left);
    } catch (error) {
      if (attempt >= tries) throw error;
      await pause(everyMs);
    }
  }
}
