import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { Problem } from "#lib/core/problem.ts";

const leastFreeBytes = 100 * 1024 * 1024;
const leastPostgres = 150_000;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** The data directory exists and takes what is written to it; otherwise a Problem that says why not. */
export function checkDataDir(directory: string): void {
  const probe = path.join(directory, `.probe-${process.pid}`);
  try {
    makeFolder(directory);
    const file = openSync(probe, "w");
    writeSync(file, Buffer.alloc(64 * 1024));
    fsyncSync(file);
    closeSync(file);
    rmSync(probe);
  } catch (error) {
    throw unwritable(directory, error);
  }
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize < leastFreeBytes) throw full(directory);
}

/** Step by step: under /proc, Node's own recursive way never ends. */
function makeFolder(directory: string): void {
  if (existsSync(directory)) return;
  makeFolder(path.dirname(directory));
  mkdirSync(directory);
}

const full = (directory: string): Problem =>
  new Problem("unavailable", `The disk of ${directory} is full.`, {
    remedy: "Make room (100 MB at least), or name a folder on another disk with PAO_DATA_DIR.",
  });

function unwritable(directory: string, error: unknown): Problem {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") return full(directory);
  const reasons: Record<string, string> = {
    EROFS: "the disk is read-only",
    EACCES: "it belongs to somebody else",
    EPERM: "it belongs to somebody else",
    ENOTDIR: "a file is in its way",
    EEXIST: "a file is in its way",
    ENOENT: "no folder can be made there",
  };
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  return new Problem("unavailable", `PAO can't write to its data folder ${directory}: ${reason}.`, {
    remedy: "Name a folder that it may write to with PAO_DATA_DIR.",
    cause: error,
  });
}

/** The port is free; waits a little when the one who held it is known to be going. */
export async function checkPort(
  port: number,
  host: string | undefined,
  use: string,
  patienceMs: number,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const code = await tryPort(port, host);
    if (code === undefined) return;
    if (code === "EACCES")
      throw new Problem("unavailable", `PAO may not listen on port ${port} (${use}).`, { remedy: remedyFor(3000) });
    if (performance.now() > deadline)
      throw new Problem("unavailable", `Port ${port} (${use}) is taken by another program.`, {
        remedy: remedyFor(port < 3100 ? 3100 : 3000),
      });
    await pause(100);
  }
}

const remedyFor = (port: number) => `Start PAO on another port: PORT=${port} npm start`;

/** The first port from here on that is free together with the next one. */
export async function freePair(from: number): Promise<number> {
  const taken = (await tryPort(from, undefined)) ?? (await tryPort(from + 1, undefined));
  return taken === undefined ? from : freePair(from + 2);
}

function tryPort(port: number, host: string | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(codeOf(error) || "EADDRINUSE"));
    server.listen({ port, ...(host ? { host } : {}) }, () => server.close(() => resolve(undefined)));
  });
}

/** The database answers, and is one that PAO can work with. */
export async function checkDatabase(url: string): Promise<void> {
  const where = describe(url);
  const sql = connect(url);
  try {
    const [row] = await sql<{ version: number; encoding: string }[]>`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`;
    if (row && row.version < leastPostgres)
      throw new Problem(
        "unavailable",
        `The PostgreSQL at ${where} is version ${Math.floor(row.version / 10_000)}; PAO needs 15 or newer.`,
      );
    if (row && row.encoding !== "UTF8")
      throw new Problem("unavailable", `The database at ${where} is encoded as ${row.encoding}; PAO needs UTF8.`, {
        remedy: "Create one with: CREATE DATABASE pao ENCODING 'UTF8' TEMPLATE template0",
      });
  } catch (error) {
    throw error instanceof Problem ? error : unreachable(where, url, error);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function connect(url: string): postgres.Sql {
  try {
    return postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  } catch (cause) {
    throw new Problem("invalid", "DATABASE_URL is no address that PAO understands.", {
      remedy:
        "It looks like postgres://user:password@host:5432/pao; special characters in the password are written as %40.",
      cause,
    });
  }
}

function describe(url: string): string {
  try {
    const { hostname, port } = new URL(url);
    return `${hostname}:${port || "5432"}`;
  } catch {
    return "DATABASE_URL";
  }
}

function unreachable(where: string, url: string, error: unknown): Problem {
  const name = decodeURIComponent(new URL(url).pathname.slice(1)) || "postgres";
  const code = codeOf(error);
  const [message, remedy] = databaseWords(code, where, name, new URL(url).username) ?? [
    `The database at ${where} does not answer as it should: ${error instanceof Error ? error.message : String(error)}.`,
    "Check DATABASE_URL.",
  ];
  return new Problem("unavailable", message, { remedy, cause: error });
}

function databaseWords(code: string, where: string, name: string, user: string): [string, string] | undefined {
  const host = where.replace(/:\d+$/, "");
  switch (code) {
    case "ECONNREFUSED":
      return [
        `No PostgreSQL answers at ${where}: the connection was refused.`,
        "Start it, or correct host and port in DATABASE_URL.",
      ];
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return [`The database's host ${host} is unknown.`, "Correct the host in DATABASE_URL."];
    case "CONNECT_TIMEOUT":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
      return [`The database at ${where} does not answer.`, "Check that it runs and that no firewall is between."];
    case "28P01":
    case "28000":
      return [`The database at ${where} refused the user ${user} or the password.`, "Correct them in DATABASE_URL."];
    case "3D000":
      return [
        `There is no database ${name} at ${where}.`,
        `Create it (CREATE DATABASE ${name}), or name another in DATABASE_URL.`,
      ];
    case "53300":
      return [
        `The database at ${where} takes no more connections.`,
        "Raise its max_connections, or stop what else uses it.",
      ];
    default:
      return undefined;
  }
}
