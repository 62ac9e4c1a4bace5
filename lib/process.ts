import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { log } from "./log.ts";

/** One Ctrl-C comes from the terminal, from npm and from what npm started: only later ones are somebody asking again. */
const echoMs = 1000;

/**
 * Ends this process in an orderly way: on SIGTERM, SIGINT and SIGHUP, and when the parent is gone, however it died.
 * `npm start` gives each child an IPC channel for that: a killed parent closes it, where it could send no signal.
 * `stop` has `patienceMs`, then the process ends anyway. It is given a signal that is aborted when somebody asks again.
 */
export function endWithParent(stop?: (hurry: AbortSignal) => unknown, patienceMs = 5000): void {
  const hurry = new AbortController();
  let began: number | undefined;
  const end = (why: string) => {
    if (began !== undefined) return;
    began = performance.now();
    log.debug("stopping", { why });
    setTimeout(() => process.exit(1), patienceMs).unref();
    void finish(() => stop?.(hurry.signal));
  };
  const asked = (signal: string) => {
    if (began !== undefined && performance.now() - began > echoMs) hurry.abort(new Error(signal));
    end(signal);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => asked(signal));
  // A listener on "disconnect" would keep the process alive for the channel alone.
  process.on("disconnect", () => end("the parent is gone"));
  process.channel?.unref();
  // The pipes to a dead parent break; that is no reason to crash before `stop` is done.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => end("nobody listens any more"));
}

/**
 * Goes on where a new connection to the database broke while postgres.js asked it for the types of arrays: it tells nobody of that, and
 * the query that wanted the connection is told by itself. Every other rejection that nobody hears ends the process, as always.
 */
export function outliveBrokenConnections(): void {
  process.on("unhandledRejection", (reason) => {
    if (!(reason instanceof Error) || !("query" in reason) || !String(reason.query).includes("pg_catalog.pg_type"))
      throw reason;
    log.warn("a new connection to the database broke", { error: reason.message });
  });
}

async function finish(stop: () => unknown): Promise<void> {
  try {
    await stop();
    process.exit(0);
  } catch (error) {
    log.error("stopping went wrong", { error });
    process.exit(1);
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The command line of a process: tells a living server from a process that got its number after it had died. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    try {
      return execFileSync("ps", ["-p", String(pid), "-o", "command="], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
    } catch {
      return "";
    }
  }
}
