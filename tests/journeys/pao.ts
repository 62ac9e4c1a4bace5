import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";

const root = path.resolve(import.meta.dirname, "../..");
const patienceMs = 180_000;

export interface Pao {
  /** The supervisor's own process. */
  pid: number;
  url: string;
  stop(): Promise<void>;
}

export interface Given {
  /** What of PAO is started; everything when left out. */
  role?: "web";
  /** Settings; those of a sandbox when left out. */
  settings?: Record<string, string>;
}

const sandbox = { PAO_SANDBOX: "1", PAO_SANDBOX_LAG_MS: "1000" };

/** The real thing: `npm start` without npm, on a data folder and ports of its own, removed when it is stopped. */
export async function startPao(port: number, { role, settings = sandbox }: Given = {}): Promise<Pao> {
  const directory = mkdtempSync(path.join(tmpdir(), "pao-journeys-"));
  chmodSync(directory, 0o755);
  const { DATABASE_URL: _theirs, ...inherited } = process.env;
  const pao = spawn(process.execPath, [path.join(root, "scripts/supervise.ts"), role ?? "all"], {
    cwd: root,
    env: { ...inherited, PORT: String(port), PAO_DATA_DIR: directory, ...settings },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ended = new Promise<void>((resolve) => pao.once("exit", () => resolve()));
  const stop = async () => {
    pao.kill("SIGTERM");
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  // What is killed can't clean up after itself; the supervisor notices that we are gone and ends.
  const leave = () => void stop().finally(() => process.exit(1));
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, leave);
  try {
    await ready(pao.stdout, pao.stderr, ended);
  } catch (error) {
    await stop();
    throw error;
  }
  if (pao.pid === undefined) throw new Error("PAO has no process");
  return { pid: pao.pid, url: `http://localhost:${port}`, stop };
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

/** The processes that the supervisor started and that run this script. */
export function childrenRunning(pao: Pao, script: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pao.pid && read(`/proc/${name}/cmdline`).includes(script))
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  // The second field is the program's name in brackets, and may hold anything.
  const fields = read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ");
  return fields?.[1] === undefined ? undefined : Number(fields[1]);
}

/** What has just ended reads as nothing. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
