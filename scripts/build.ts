import { statSync } from "node:fs";
import path from "node:path";
import { writeBundle } from "./cli/bundle.ts";
import { complain, say } from "./start/console.ts";

const root = path.dirname(import.meta.dirname);
const file = path.join(root, "dist/pao.mjs");

/** Writes dist/pao.mjs: the check of documents, for the continuous integration of teams that have nothing but Node. */
try {
  await writeBundle(file);
  say(`Wrote ${path.relative(root, file)} (${Math.round(statSync(file).size / 1024)} KiB).`);
} catch (error) {
  complain(`dist/pao.mjs could not be built: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
