import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import type { FullConfig } from "@playwright/test";

const root = path.resolve(import.meta.dirname, "../..");
const patienceMs = 180_000;

/** The real thing: `npm start` without npm, on a data folder and ports of its own, stopped and removed at the end. */
export default async function start(config: FullConfig): Promise<() => Promise<void>> {
  const address = new URL(config.projects[0]?.use.baseURL ?? "http://localhost:4600");
  const directory = mkdtempSync(path.join(tmpdir(), "pao-journeys-"));
  chmodSync(directory, 0o755);
  const { DATABASE_URL: _theirs, ...inherited } = process.env;
  const pao = spawn(process.execPath, [path.join(root, "scripts/supervise.ts"), "all"], {
    cwd: root,
    env: { ...inherited, PORT: address.port, PAO_DATA_DIR: directory, PAO_SANDBOX: "1", PAO_SANDBOX_LAG_MS: "1000" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ended = new Promise<void>((resolve) => pao.once("exit", () => resolve()));
  // What is killed can't clean up after itself; the supervisor notices that we are gone and ends.
  const remove = () => rmSync(directory, { recursive: true, force: true });
  for (const signal of ["SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => {
      pao.kill("SIGTERM");
      void ended.then(remove).finally(() => process.exit(1));
    });
  await ready(pao.stdout, pao.stderr, ended);
  return async () => {
    pao.kill("SIGTERM");
    await ended;
    remove();
  };
}

function ready(out: Readable | null, err: Readable | null, ended: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-20_000);
      if (said.includes("PAO is ready")) resolve();
    };
    out?.on("data", hear);
    err?.on("data", hear);
    void ended.then(() => reject(new Error(`PAO ended before it was ready:\n${said}`)));
    setTimeout(() => reject(new Error(`PAO was not ready in time:\n${said}`)), patienceMs).unref();
  });
}
