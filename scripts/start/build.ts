import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Problem } from "#lib/core/problem.ts";
import { during } from "./console.ts";
import { type Environment, runToEnd } from "./child.ts";

const sources = [
  "app/**",
  "components/**",
  "lib/**",
  "db/**",
  "public/**",
  "*.config.*",
  "package-lock.json",
  "tsconfig.json",
  "proxy.ts",
  "instrumentation.ts",
];
// A route's folder may be called like a file: requests.csv.
const isSource = (root: string, file: string) =>
  /\.[a-z0-9]+$/i.test(file) &&
  !/\.test\.tsx?$/.test(file) &&
  !/^(lib\/sandbox|db\/migrations)\//.test(file) &&
  statSync(path.join(root, file)).isFile();

/** What the build is made from, in 64 letters. */
function digestOf(root: string): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of globSync(sources, { cwd: root, exclude: ["**/node_modules/**"] })
    .filter((file) => isSource(root, file))
    .sort())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(path.join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

/** Builds the web when its sources are others than at the last build. */
export async function build(root: string, environment: Environment): Promise<void> {
  const stamp = path.join(root, ".next", "pao-sources");
  const wanted = digestOf(root);
  if (read(stamp) === wanted) return;
  const next = path.join(root, "node_modules/next/dist/bin/next");
  const work = runToEnd([next, "build"], { ...environment, NODE_ENV: "production" });
  const { code, said } = await during("Building the web", work);
  if (code !== 0) throw failure(said);
  writeFileSync(stamp, wanted);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function failure(said: string): Problem {
  const lines = said.trim().split("\n").slice(-30).join("\n");
  if (/ENOSPC/.test(said))
    return new Problem("unavailable", "The web could not be built: the disk is full.", {
      remedy: "Make room and start again.",
    });
  if (/EROFS|EACCES|EPERM/.test(said))
    return new Problem("unavailable", "The web could not be built: the folder .next can't be written.", {
      remedy: "Use a copy of PAO that you own, on a disk that can be written.",
    });
  return new Problem("internal", `The web could not be built:\n\n${lines}\n`, {
    remedy: "Correct that and start again.",
  });
}
