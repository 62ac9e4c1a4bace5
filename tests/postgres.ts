import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { type Embedded, startEmbedded } from "#db/embedded.ts";
import { readPidFile } from "#db/embedded-process.ts";
import { commandOf, isRunning } from "#lib/process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server of this test run; `template` is a migrated, empty database. */
    postgres: { url: string; template: string };
  }
}

const template = "pao_template";
const prefix = "pao-test-run-";
const ownerFile = "owner.pid";

/** One real PostgreSQL for the whole run, in a folder that is removed at the end, also after Ctrl-C. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeAbandoned();
  const directory = mkdtempSync(path.join(tmpdir(), prefix));
  writeFileSync(path.join(directory, ownerFile), String(process.pid));
  // The user PostgreSQL runs as when we are root must get in.
  chmodSync(directory, 0o755);
  const run: { server?: Embedded } = {};
  const abandon = () => {
    if (run.server && isRunning(run.server.pid)) process.kill(run.server.pid, "SIGQUIT");
    remove(directory, run.server);
  };
  process.once("exit", abandon);
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
  const server = await startEmbedded({ directory, throwaway: true });
  run.server = server;
  await makeTemplate(server.url);
  project.provide("postgres", { url: server.url, template });
  return async () => {
    await server.stop();
    process.removeListener("exit", abandon);
    remove(directory, server);
  };
}

/** What a run that was killed could not clean up. */
function removeAbandoned(): void {
  for (const folder of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    const directory = path.join(tmpdir(), folder);
    const owner = path.join(directory, ownerFile);
    if (!existsSync(owner) || isRunning(Number(readFileSync(owner, "utf8")))) continue;
    const server = readPidFile(path.join(directory, "postgres"));
    if (server && commandOf(server.pid).includes(directory)) process.kill(server.pid, "SIGQUIT");
    rmSync(directory, { recursive: true, force: true });
  }
}

function remove(directory: string, server: Embedded | undefined): void {
  for (const folder of [directory, server?.cluster]) if (folder) rmSync(folder, { recursive: true, force: true });
}

async function makeTemplate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${template}`);
  await sql.end();
  const migrations = path.resolve(import.meta.dirname, "../db/migrate.ts");
  if (!existsSync(migrations)) return;
  const { migrate } = (await import(pathToFileURL(migrations).href)) as { migrate: (url: string) => Promise<unknown> };
  await migrate(url.replace(/[^/]*$/, template));
}
