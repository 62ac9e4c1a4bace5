import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { vi } from "vitest";
import { database } from "#db/client.ts";
import { databaseUrl } from "#lib/env.ts";
import { createSandbox, type Sandbox } from "#lib/sandbox/sandbox.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call, read } from "#tests/rest.ts";
import type { Searched } from "./canary.ts";
import { canaryDocuments } from "./documents.ts";
import { openOutside, type Outside } from "./outside.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** PAO with an engine in a process of its own, everything that its processes write, and an outside that tells on it. */
export interface World {
  portal: Portal;
  sandbox: Sandbox;
  outside: Outside;
  dataDir: string;
  /** What the processes wrote, with every line that is there. */
  logs: () => Searched[];
  close: () => Promise<void>;
}

export async function openWorld(password: () => string): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), "pao-canary-"));
  const dataDir = path.join(folder, "data");
  const outside = await openOutside(password);
  vi.stubEnv("PAO_LOG_LEVEL", "debug");
  vi.stubEnv("PAO_DATA_DIR", dataDir);
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", outside.url);
  const own: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, "write").mockImplementation((text) => own.push(String(text)) > 0),
  );
  const portal = await freshPortal(canaryDocuments);
  const sandbox = await createSandbox({
    databaseUrl: databaseUrl(),
    port: 0,
    lagMs: 100,
    mainUrl: "http://localhost:3000",
  });
  const engine = spawnEngine(dataDir, outside.url);
  return {
    portal,
    sandbox,
    outside,
    dataDir,
    logs: () => [
      { place: "log of the web", text: own.join("") },
      { place: "log of the engine", text: engine.said.join("") },
    ],
    close: async () => {
      await ended(engine.child);
      await sandbox.close();
      await portal.close();
      outside.close();
      for (const spy of spies) spy.mockRestore();
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function spawnEngine(dataDir: string, traces: string): { child: ChildProcess; said: string[] } {
  const said: string[] = [];
  const settings = {
    DATABASE_URL: databaseUrl(),
    PAO_DATA_DIR: dataDir,
    PAO_PROCESS: "engine",
    PAO_LOG_LEVEL: "debug",
    OTEL_EXPORTER_OTLP_ENDPOINT: traces,
  };
  const child = spawn(process.execPath, ["lib/engine/main.ts"], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => said.push(piece.toString()));
  return { child, said };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** Every row of every table there is, the queue's and the stand-ins' among them. */
export async function* tables(): AsyncGenerator<Searched> {
  const names = await database().execute<{ schema: string; name: string }>(sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
  for (const { schema, name } of names) {
    const table = sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
    const rows = await database().execute<{ row: string }>(sql`select to_jsonb(t)::text as row from ${table} t`);
    yield { place: `${schema}.${name}`, text: rows.map(({ row }) => row).join("\n") };
  }
}

/** Every file that is left in the data folder. */
export function filesIn(folder: string): Searched[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => {
    const file = path.join(parentPath, name);
    // Programs that are downloaded hold nothing of ours.
    return { place: path.relative(folder, file), text: readFileSync(file).subarray(0, 1_000_000).toString("latin1") };
  });
}

type Route = Record<string, Parameters<typeof call>[0]>;
const api = path.join(root, "app/api");

/** Calls a route of REST by its path. */
export async function rest(method: string, address: string, sent: Parameters<typeof call>[1] = {}): Promise<Response> {
  const route = (await import(path.join(api, address, "route.ts"))) as Route;
  const handler = route[method];
  if (!handler) throw new Error(`${method} ${address} is not there.`);
  return call(handler, { method, ...sent });
}

export const answer = async <T>(method: string, address: string, sent: Parameters<typeof call>[1] = {}): Promise<T> =>
  read<T>(rest(method, address, sent));
