import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { placeFor } from "#db/embedded-place.ts";
import { documentOf, moduleWriting, type Sample } from "./documents.ts";

/** A folder for everything that a run leaves behind. */
export interface Place {
  directory: string;
  data: string;
  offerings: string;
  /** A line for each thing that Terraform made. */
  applied: string;
}

export function makePlace(samples: readonly Sample[]): Place {
  const directory = mkdtempSync(path.join(tmpdir(), "pao-chaos-"));
  // PostgreSQL runs as somebody else when we are root.
  chmodSync(directory, 0o755);
  const offerings = path.join(directory, "offerings");
  const applied = path.join(directory, "applied");
  const folder = path.join(offerings, "modules/chaos");
  mkdirSync(folder, { recursive: true });
  writeFileSync(applied, "");
  writeFileSync(path.join(folder, "main.tf"), moduleWriting(applied));
  for (const sample of samples) writeFileSync(path.join(offerings, `${sample.name}.yaml`), documentOf(sample));
  return { directory, data: path.join(directory, "data"), offerings, applied };
}

export async function removePlace({ directory, data }: Place): Promise<void> {
  const { cluster } = await placeFor(data);
  for (const folder of [cluster, directory]) rmSync(folder, { recursive: true, force: true });
}
