import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { commandOf, isRunning } from "#lib/process.ts";

/** Looks every few milliseconds; false when it did not come true in time. */
export async function until(holds: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

export interface PidFile {
  pid: number;
  port: number;
  ready: boolean;
}

/** PostgreSQL's own note of who runs a cluster: process, port and (on line 8) whether it takes connections. */
export function readPidFile(cluster: string): PidFile | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(cluster, "postmaster.pid"), "utf8");
  } catch {
    return undefined;
  }
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" } : undefined;
}

/** The server that runs on a cluster, once it takes connections; removes the note of one that died. */
export async function livingServer(cluster: string): Promise<PidFile | undefined> {
  const noted = readPidFile(cluster);
  if (!noted) return undefined;
  const alive = () => isRunning(noted.pid) && commandOf(noted.pid).includes("postgres");
  if (alive()) {
    await until(() => readPidFile(cluster)?.ready === true || !alive(), 30_000);
    const settled = readPidFile(cluster);
    if (settled?.ready && alive()) return settled;
  }
  // PostgreSQL itself would refuse to start when another process has got the dead one's number since.
  rmSync(path.join(cluster, "postmaster.pid"), { force: true });
  return undefined;
}

/** A server that was taken over is nobody's child here, so its end is looked for. */
export async function untilEnded(cluster: string, pid: number): Promise<void> {
  while (isRunning(pid) && readPidFile(cluster)?.pid === pid) await pause(500, undefined, { ref: false });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
