import { readFile } from "node:fs/promises";
import path from "node:path";
import type { StateStore } from "./store.ts";

/** What Terraform could not hand over it leaves in a file. That is stored, and whatever else still waits for the database. */
export async function rescueState(
  { folder }: { folder: string },
  store: Pick<StateStore, "write" | "settle">,
): Promise<void> {
  const left = await readFile(path.join(folder, "errored.tfstate"), "utf8").catch(() => null);
  if (left !== null) await store.write(left);
  await store.settle();
}
