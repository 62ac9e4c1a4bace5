import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { Problem } from "#lib/core/problem.ts";
import { endWithParent } from "#lib/process.ts";
import { findBrowser } from "./start/browser.ts";
import { freePair } from "./start/checks.ts";
import { complain, say } from "./start/console.ts";
import { type Count, playwrightCount, vitestCount } from "./start/count.ts";

/** `npm test`: every check in turn, up to the first kind that fails. `npm test -- unit lint` runs only those. */
const root = path.dirname(import.meta.dirname);
const results = path.join(root, "test-results");
const bin = (name: string) => path.join(root, "node_modules/.bin", name);

interface Check {
  name: string;
  title: string;
  command: string[];
  /** Reads how many tests passed and failed; a check without is one that counts only when it fails. */
  count?: () => Count;
}

const vitestFile = path.join(results, "vitest.json");
const playwrightFile = path.join(results, "playwright.json");

const checks: Check[] = [
  { name: "format", title: "Format", command: [bin("oxfmt"), "--check"] },
  { name: "lint", title: "Lint", command: [bin("oxlint")] },
  { name: "types", title: "Types", command: [bin("tsc"), "--noEmit", "-p", "."] },
  { name: "unused", title: "Unused code and packages", command: [bin("knip")] },
];
const projects = ["unit", "components", "integration", "house"];

function vitest(only: string[]): Check {
  const flags = ["--reporter=default", "--reporter=json", `--outputFile.json=${vitestFile}`];
  return {
    name: "vitest",
    title: `Tests: ${only.join(", ")}`,
    command: [bin("vitest"), "run", ...flags, ...only.flatMap((project) => ["--project", project])],
    count: () => vitestCount(vitestFile),
  };
}

const journeys: Check = {
  name: "journeys",
  title: "Journeys in the browser",
  command: [bin("playwright"), "test"],
  count: () => playwrightCount(playwrightFile),
};

function chosen(words: string[]): Check[] {
  const names = [...checks.map((check) => check.name), ...projects, "journeys", "check"];
  const unknown = words.find((word) => !names.includes(word));
  if (unknown)
    throw new Problem("invalid", `There are no tests called ${unknown}.`, {
      remedy: `Choose from: ${names.join(", ")}.`,
    });
  const wants = (name: string) => words.length === 0 || words.includes(name);
  const static_ = checks.filter((check) => wants(check.name) || words.includes("check"));
  const only = projects.filter(wants);
  return [...static_, ...(only.length > 0 ? [vitest(only)] : []), ...(wants("journeys") ? [journeys] : [])];
}

let running: ReturnType<typeof spawn> | undefined;

/** Settings of this shell must not change what the tests say. */
function cleanEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(PAO_|NEXTAUTH_|AUTH_|DATABASE_URL$|PORT$|NODE_ENV$)/.test(name),
  );
  return { NODE_ENV: "test", ...Object.fromEntries(kept), ...more };
}

function run(command: string[], environment: NodeJS.ProcessEnv): Promise<boolean> {
  const [program = "", ...flags] = command;
  return new Promise((resolve) => {
    running = spawn(program, flags, { cwd: root, stdio: "inherit", env: environment });
    running.once("error", (error) => {
      complain(error.message);
      resolve(false);
    });
    running.once("exit", (code) => resolve(code === 0));
  });
}

async function runAll(selected: Check[]): Promise<Count> {
  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  const browser = selected.includes(journeys) ? await findBrowser(root) : undefined;
  const environment = cleanEnvironment({
    PATH: `${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env["PATH"] ?? ""}`,
    NEXT_TELEMETRY_DISABLED: "1",
    PAO_TEST_PORT: String(await freePair(4600)),
    ...(browser ? { PAO_CHROMIUM: browser } : {}),
  });
  for (const check of selected) {
    say(`\n── ${check.title} ──`);
    const began = performance.now();
    const well = await run(check.command, environment);
    const counted = check.count?.() ?? { passed: 0, failed: 0, skipped: 0 };
    for (const key of ["passed", "failed", "skipped"] as const) total[key] += counted[key];
    say(`${check.title}: ${well ? "passed" : "failed"}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
    if (well) continue;
    if (counted.failed === 0) total.failed += 1;
    complain(`${check.title} failed; what follows it was not run.`);
    break;
  }
  return total;
}

/** What was broken off has not passed. */
async function breakOff(): Promise<void> {
  running?.kill("SIGTERM");
  if (running?.exitCode === null && running.signalCode === null) await once(running, "exit");
  process.exit(1);
}

endWithParent(breakOff, 20_000);

try {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const { passed, failed, skipped } = await runAll(chosen(process.argv.slice(2)));
  if (skipped > 0) say(`\n${skipped} skipped: what they need is not here, as they say above.`);
  say(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
} catch (error) {
  complain(error instanceof Problem ? [error.message, error.remedy].filter(Boolean).join(" ") : String(error));
  process.exit(1);
}
