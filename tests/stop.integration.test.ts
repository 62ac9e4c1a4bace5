import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "#db/client.ts";
import { placeFor } from "#db/embedded-place.ts";
import { until } from "#db/embedded-process.ts";
import { loadRequest, loadSteps } from "#db/request.ts";
import type { StepRow } from "#db/step.ts";
import type { RequestState } from "#lib/core/lifecycle/states.ts";
import { openStage } from "./engine/harness.ts";
import { hasTerraform, moduleFrom } from "./engine/module.ts";

const root = path.dirname(import.meta.dirname);
const longMs = 60_000;

let folder: string;
let pao: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pao-stop-"));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  if (pao?.exitCode === null) pao.kill("SIGTERM");
  await until(() => processes().length === 0, longMs);
  const { cluster } = await placeFor(data());
  for (const one of [folder, cluster]) rmSync(one, { recursive: true, force: true });
});

const data = () => path.join(folder, "data");
const effects = () => path.join(folder, "effects");

interface Started {
  url: string;
  said: () => string;
  ended: Promise<unknown>;
}

/** `npm run engine` without npm, with PostgreSQL of its own. */
async function start(): Promise<Started> {
  const { DATABASE_URL: _none, ...inherited } = process.env;
  const env = { ...inherited, PAO_DATA_DIR: data(), PAO_SANDBOX: "1", PAO_LOG_LEVEL: "error" };
  const words = [path.join(root, "scripts/supervise.ts"), "engine"];
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  pao = child;
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = once(child, "exit");
  expect(await until(() => said.includes("The engine runs."), longMs)).toBe(true);
  const [password, port] = ["postgres.password", "postgres.port"].map((name) =>
    readFileSync(path.join(data(), name), "utf8").trim(),
  );
  return { url: `postgres://pao:${password}@127.0.0.1:${port}/pao`, said: () => said, ended };
}

/** Orders what takes its time the first time it is made. */
async function order(url: string): Promise<number> {
  const main = `resource "terraform_data" "ready" {}
    resource "terraform_data" "slow" {
      depends_on = [terraform_data.ready]
      provisioner "local-exec" { command = "echo once >> ${effects()}; test -e ${folder}/mended || sleep 100" }
    }
    output "id" { value = terraform_data.ready.id }`;
  const stage = await openStage({ url, drop: async () => {} });
  try {
    const steps = [{ id: "database", uses: "terraform", with: { module: "modules/test" } }];
    return await stage.order(steps, { modules: [moduleFrom({ "main.tf": main })] });
  } finally {
    await stage.end();
  }
}

/** The steps of a request, once it is in one of these states. */
async function settled(url: string, number: number, ...states: RequestState[]): Promise<StepRow[]> {
  const { db, close } = openDatabase(url, { poolSize: 1 });
  try {
    for (;;) {
      const state = (await loadRequest(db, number))?.state;
      if (state !== undefined && states.includes(state)) return await loadSteps(db, number);
      await pause(50);
    }
  } finally {
    await close();
  }
}

/** Whatever belongs to this PAO: it was started with its data folder, or works below it. */
function processes(): string[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.flatMap((pid) => {
    try {
      const told = ["environ", "cmdline"].map((name) => readFileSync(`/proc/${pid}/${name}`, "utf8")).join("\0");
      return told.includes(folder) ? [told.split("\0").slice(-5).join(" ")] : [];
    } catch {
      return [];
    }
  });
}

describe.skipIf(!hasTerraform || !existsSync("/proc"))("PAO that is stopped while Terraform changes something", () => {
  test("leaves no process behind, keeps the state, and goes on with the request at its next start", async () => {
    const first = await start();
    const number = await order(first.url);
    expect(await until(() => existsSync(effects()), longMs)).toBe(true);
    pao?.kill("SIGTERM");
    await first.ended;
    expect(first.said()).toContain("Waiting for 1 Terraform run to end… (Ctrl-C again ends it at once)");
    expect(processes()).toEqual([]);
    expect(readdirSync(path.join(data(), "work"))).toEqual([]);
    writeFileSync(path.join(folder, "mended"), "");
    const second = await start();
    expect(second.url).toBe(first.url);
    await settled(second.url, number, "completed");
    // What the interrupted provisioner was for is made anew; what was there is kept.
    expect(readFileSync(effects(), "utf8").trim().split("\n")).toHaveLength(2);
    pao?.kill("SIGTERM");
    await second.ended;
    expect(processes()).toEqual([]);
  }, 120_000);

  test("at once, leaves no process behind either, and then a person is told what to look for", async () => {
    const first = await start();
    const number = await order(first.url);
    expect(await until(() => existsSync(effects()), longMs)).toBe(true);
    // As an impatient person would press Ctrl-C.
    const again = setInterval(() => pao?.kill("SIGINT"), 50);
    await first.ended;
    clearInterval(again);
    expect(processes()).toEqual([]);
    const second = await start();
    const [step] = await settled(second.url, number, "failed", "completed");
    expect(step).toMatchObject({ state: "uncertain", problem: { code: "terraform_other_plan" } });
    expect(step?.problem?.detail).toContain("terraform_data.slow (create)");
    expect(step?.problem?.remedy).toMatch(/^Look whether these exist already\./);
  }, 120_000);
});
