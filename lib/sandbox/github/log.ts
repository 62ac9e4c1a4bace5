import { strToU8, zipSync } from "fflate";
import type { JobProgress } from "./progress.ts";
import type { Run } from "./run.ts";

/** A job's log as GitHub hands it out: every line with its time. */
export function jobLog(run: Run, job: JobProgress): string {
  const lines = job.lines.map(
    ({ at, text }) => `${new Date(run.started.getTime() + at).toISOString().replace("Z", "0000Z")} ${text}`,
  );
  return `${lines.join("\n")}\n`;
}

export function artifactZip(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}
