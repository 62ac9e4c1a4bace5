import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import path from "node:path";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";
import { describeModule } from "#lib/core/terraform/describe.ts";

/** Whether Terraform is here; tests that need it say so by being skipped. */
export const hasTerraform = spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0;

/** A module from its files, by their names below `modules/`. */
export function moduleFrom(files: Readonly<Record<string, string>>, folder = "modules/test"): ModuleBundle {
  const named = Object.entries(files).map(([name, text]) => [path.posix.join(folder, name), text] as const);
  const digest = createHash("sha256").update(JSON.stringify(named)).digest("hex");
  const kept = named.map(([name, text]) => [name, { base64: Buffer.from(text).toString("base64") }] as const);
  return { folder, digest, files: Object.fromEntries(kept), description: describeModule(files) };
}
