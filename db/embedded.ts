import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { Problem } from "#lib/core/problem.ts";
import { type Place, placeFor, run } from "./embedded-place.ts";
import { freePort, livingServer, readPidFile, until, untilEnded } from "./embedded-process.ts";
import { isRunning } from "#lib/process.ts";

export interface EmbeddedOptions {
  /** PAO's data directory; the cluster lives in `postgres/` below it (or in /var/lib/pao for root under a private folder). */
  directory: string;
  /** Trades durability for speed: for tests that throw the cluster away. */
  throwaway?: boolean;
  /** The port it must have, because others know it by that. Otherwise the one it had before, where that is free. */
  port?: number;
}

export interface Embedded {
  url: string;
  port: number;
  pid: number;
  /** The folder of the cluster. */
  cluster: string;
  /** The server was already running: its `npm start` was killed before it could stop it. */
  adopted: boolean;
  /** Settles when the server has ended, however. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const user = "pao";
const readyWithinMs = 120_000;

/** Starts PAO's own PostgreSQL, or takes over the one that a killed `npm start` left behind. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const directory = path.resolve(options.directory);
  mkdirSync(directory, { recursive: true });
  const place = await placeFor(directory);
  const password = passwordIn(directory, place);
  if (!existsSync(path.join(place.cluster, "PG_VERSION"))) await makeCluster(place, password);
  checkVersion(place);
  const living = await livingServer(place.cluster);
  const { pid, port } = living ?? (await launch(place, options));
  const url = `postgres://${user}:${password}@127.0.0.1:${port}/pao`;
  await makeDatabase(url);
  return {
    url,
    port,
    pid,
    cluster: place.cluster,
    adopted: living !== undefined,
    ended: untilEnded(place.cluster, pid),
    stop: () => stopServer(place.cluster, pid),
  };
}

function passwordIn(directory: string, place: Place): string {
  const file = path.join(directory, "postgres.password");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  if (existsSync(path.join(place.cluster, "PG_VERSION")))
    throw new Problem(
      "unavailable",
      `${file} is missing, and PAO's own PostgreSQL in ${place.cluster} can't be opened without it.`,
      {
        remedy: "Put the file back from a backup, or move the cluster's folder away to start anew.",
      },
    );
  const password = randomBytes(24).toString("base64url");
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Made beside its place and moved there when done: an interrupted first start leaves no half-made cluster. */
async function makeCluster(place: Place, password: string): Promise<void> {
  const draft = `${place.cluster}.new`;
  const passwordFile = `${place.cluster}.pw`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.owner) for (const item of [draft, passwordFile]) chownSync(item, place.owner.uid, place.owner.gid);
  chmodSync(draft, 0o700);
  const options = [
    "--auth=scram-sha-256",
    `--username=${user}`,
    "--encoding=UTF8",
    "--no-locale",
    "--no-instructions",
    "--no-sync",
  ];
  const builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  try {
    await run(place, "initdb", [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, ...options, ...builtin]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, place.cluster);
}

function checkVersion(place: Place): void {
  const made = readFileSync(path.join(place.cluster, "PG_VERSION"), "utf8").trim();
  if (made === place.major) return;
  throw new Problem(
    "unavailable",
    `${place.cluster} was made by PostgreSQL ${made}, this PAO brings PostgreSQL ${place.major}.`,
    {
      remedy:
        "Start the PAO version that made it and export the data with pg_dump, or name another folder with PAO_DATA_DIR.",
    },
  );
}

async function launch(place: Place, options: EmbeddedOptions): Promise<{ pid: number; port: number }> {
  const logs = path.join(path.resolve(options.directory), "logs");
  mkdirSync(logs, { recursive: true });
  const logFile = path.join(logs, "postgres.log");
  // What it said before its last end is what one wants to read after a crash.
  if (existsSync(logFile)) renameSync(logFile, path.join(logs, "postgres.1.log"));
  // Another process may take the free port first, and what a killed server leaves behind takes a moment to go.
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (attempt === 1 ? portBefore(options.directory) : undefined) ?? (await freePort());
    const pid = await launchOn(port, place, logFile, options.throwaway ?? false);
    if (pid !== undefined) {
      writeFileSync(portFile(options.directory), `${port}\n`);
      return { pid, port };
    }
    const said = lastLines(logFile);
    if (attempt === 5 || !/could not (bind|create any)|shared memory block|still in use/i.test(said))
      throw new Problem("unavailable", `PAO's own PostgreSQL did not start: ${said}`, {
        remedy: `Its log is ${logFile}.`,
      });
    await pause(attempt * 200);
  }
}

const portFile = (directory: string) => path.join(path.resolve(directory), "postgres.port");

/** What outlived the last PostgreSQL looks for this one there. */
function portBefore(directory: string): number | undefined {
  if (!existsSync(portFile(directory))) return undefined;
  const port = Number(readFileSync(portFile(directory), "utf8"));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

async function launchOn(port: number, place: Place, logFile: string, throwaway: boolean): Promise<number | undefined> {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(throwaway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const output = openSync(logFile, "w");
  const server = spawn(place.binary("postgres"), ["-D", place.cluster, "-p", String(port), ...flags], {
    ...place.owner,
    env: place.environment,
    stdio: ["ignore", output, output],
    // Not in our process group: Ctrl-C in the terminal must reach the supervisor only, which stops PostgreSQL last.
    detached: true,
  });
  closeSync(output);
  server.unref();
  const ended = new Promise<"ended">((resolve) =>
    server.once("exit", () => resolve("ended")).once("error", () => resolve("ended")),
  );
  const ready = until(
    () => readPidFile(place.cluster)?.ready === true && readPidFile(place.cluster)?.pid === server.pid,
    readyWithinMs,
  );
  const outcome = await Promise.race([ended, ready]);
  return outcome === true ? server.pid : undefined;
}

function lastLines(file: string): string {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const telling = lines.filter((text) => /FATAL|PANIC|ERROR|HINT/.test(text));
  return (telling.length > 0 ? telling : lines)
    .slice(-2)
    .join(" ")
    .replace(/^.*?(FATAL|PANIC): +/, "");
}

async function makeDatabase(url: string): Promise<void> {
  const sql = postgres(url.replace(/\/pao$/, "/postgres"), { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = 'pao'`;
    if (!found) await sql`create database pao`;
  } finally {
    await sql.end();
  }
}

/** A fast shutdown; should it hang, an immediate one, from which PostgreSQL recovers at its next start. */
async function stopServer(cluster: string, pid: number): Promise<void> {
  const gone = () => readPidFile(cluster)?.pid !== pid || !isRunning(pid);
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (gone()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await until(gone, signal === "SIGINT" ? 4000 : 2000)) return;
  }
}
