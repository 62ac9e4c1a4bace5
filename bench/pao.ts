import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { placeFor } from "#db/embedded-place.ts";
import { readPidFile } from "#db/embedded-process.ts";
import { childrenRunning } from "#tests/journeys/pao.ts";
import { documents } from "./documents.ts";

const root = path.dirname(import.meta.dirname);
const readyWithinMs = 240_000;

/** A folder for everything that a run leaves behind. */
export function makePlace(): string {
  const directory = mkdtempSync(path.join(tmpdir(), "pao-bench-"));
  // PostgreSQL runs as somebody else when we are root.
  chmodSync(directory, 0o755);
  cpSync(path.join(root, "offerings"), path.join(directory, "offerings"), { recursive: true });
  for (const [file, source] of Object.entries(documents))
    writeFileSync(path.join(directory, "offerings", file), source);
  return directory;
}

export interface Running {
  url: string;
  databaseUrl: string;
  /** From the command to the line that says it is ready. */
  readyAfterMs: number;
  /** Resident memory of the process that runs this script, in MB; undefined where /proc is not there. */
  memory(script: string): number | undefined;
  stop(): Promise<void>;
}

/** The command as people type it, on folders and ports of its own. */
export async function npmStart(directory: string, port: number): Promise<Running> {
  const data = path.join(directory, "data");
  const { DATABASE_URL: _theirs, ...inherited } = process.env;
  const settings = { PORT: String(port), PAO_DATA_DIR: data, PAO_SANDBOX: "1", PAO_CALLS_PER_MINUTE: "0" };
  const began = performance.now();
  const npm = spawn("npm", ["start"], {
    cwd: root,
    env: { ...inherited, ...settings, PAO_OFFERINGS_DIR: path.join(directory, "offerings") },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  const ended = once(npm, "exit");
  const supervisor = () => Number(readFileSync(path.join(data, "supervisor.pid"), "utf8").split("\n")[0]);
  const stop = async () => {
    if (npm.exitCode === null) process.kill(supervisor(), "SIGTERM");
    await ended;
  };
  await untilReady(npm, ended);
  const readyAfterMs = performance.now() - began;
  const url = `http://localhost:${port}`;
  const memory = (script: string) => memoryOf(childrenRunning({ pid: supervisor(), url, stop }, script)[0]);
  return { url, databaseUrl: await databaseIn(data), readyAfterMs, memory, stop };
}

function untilReady(npm: ReturnType<typeof spawn>, ended: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    for (const stream of [npm.stdout, npm.stderr])
      stream?.on("data", (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-20_000);
        if (said.includes("PAO is ready")) resolve();
      });
    void ended.then(() => reject(new Error(`PAO ended before it was ready:\n${said}`)));
    setTimeout(() => reject(new Error(`PAO was not ready in time:\n${said}`)), readyWithinMs).unref();
  });
}

async function databaseIn(data: string): Promise<string> {
  const { cluster } = await placeFor(data);
  const password = readFileSync(path.join(data, "postgres.password"), "utf8").trim();
  return `postgres://pao:${password}@127.0.0.1:${readPidFile(cluster)?.port}/pao`;
}

/** Resident memory of a process in MB. */
export function memoryOf(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== "linux") return undefined;
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

export async function removePlace(directory: string): Promise<void> {
  const { cluster } = await placeFor(path.join(directory, "data"));
  for (const folder of [cluster, directory]) rmSync(folder, { recursive: true, force: true });
}
