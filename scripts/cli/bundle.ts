import { chmodSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";

/** Writes the command `pao` as one file that needs nothing but Node. */
export async function writeBundle(file: string): Promise<void> {
  const cwd = path.resolve(import.meta.dirname, "../..");
  const bundle = await rolldown({ input: path.join(import.meta.dirname, "main.ts"), platform: "node", cwd });
  await bundle.write({ file, format: "esm", minify: true, banner: "#!/usr/bin/env node", codeSplitting: false });
  await bundle.close();
  chmodSync(file, 0o755);
}
