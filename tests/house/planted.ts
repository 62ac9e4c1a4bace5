import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "../..");
const report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

/** What the linter says about planted files: their paths with the rules they break. */
export type Findings = Record<string, string[]>;

/** Plants files in a tree like ours, under our own rules, and lints them. */
export async function lintPlanted(files: Record<string, string>): Promise<Findings> {
  const tree = mkdtempSync(path.join(tmpdir(), "pao-planted-"));
  try {
    for (const name of [".oxlintrc.json", "package.json", "tsconfig.json"])
      copyFileSync(path.join(root, name), path.join(tree, name));
    symlinkSync(path.join(root, "node_modules"), path.join(tree, "node_modules"));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(tree, name)), { recursive: true });
      writeFileSync(path.join(tree, name), text);
    }
    // Named one by one: the linter would also walk through the link to all packages.
    const planted = Object.keys(files);
    return read(await lint(tree, planted), planted);
  } finally {
    rmSync(tree, { recursive: true });
  }
}

function lint(tree: string, planted: string[]): Promise<string> {
  return new Promise((resolve) => {
    const words = ["-f", "json", ...planted];
    execFile(
      path.join(root, "node_modules/.bin/oxlint"),
      words,
      { cwd: tree, maxBuffer: 2 ** 26, timeout: 60_000 },
      (_error, out) => resolve(out),
    );
  });
}

function read(said: string, names: string[]): Findings {
  const findings: Findings = Object.fromEntries(names.map((name) => [name, []]));
  for (const { filename, code } of report.parse(JSON.parse(said)).diagnostics)
    findings[filename]?.push(/\((.*)\)/.exec(code)?.[1] ?? code);
  return findings;
}
