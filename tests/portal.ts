import { beat } from "#db/engine.ts";
import { database, openDatabase } from "#db/client.ts";
import { stopListening } from "#db/listen.ts";
import { loadFiles, type Loaded } from "#lib/commands/offering/load-files.ts";
import { prepare } from "#lib/commands/prepare.ts";
import type { Actor } from "#lib/core/access.ts";
import { actorOfToken } from "#lib/views/session/actor.ts";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { vi } from "vitest";
import { sql } from "drizzle-orm";
import { freshDatabase } from "./database.ts";

export type DemoUser = "developer" | "author" | "approver" | "manager" | "admin";

export interface Portal {
  /** The folder of offering documents; change it and call `reload`. */
  folder: string;
  /** A demo person as the browser's door knows them. */
  actor: (user: DemoUser) => Promise<Actor>;
  write: (file: string, source: string) => Promise<void>;
  reload: () => Promise<Loaded>;
  close: () => Promise<void>;
}

/** A database with the demo organisation and the given documents, and an engine that says it lives (but runs nothing). */
export async function freshPortal(documents: Record<string, string>): Promise<Portal> {
  const fresh = await freshDatabase();
  const { url } = fresh;
  const folder = await mkdtemp(path.join(tmpdir(), "pao-offerings-"));
  // Settings are read once per process, so a file that makes several portals sets the database itself.
  vi.stubEnv("DATABASE_URL", url);
  globalThis.paoDatabase = openDatabase(url);
  vi.stubEnv("PAO_OFFERINGS_DIR", folder);
  const write = async (file: string, source: string) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), source);
  };
  for (const [file, source] of Object.entries(documents)) await write(file, source);
  await prepare();
  await loadFiles(folder);
  await pretendEngine();
  const close = async () => {
    await stopListening();
    await globalThis.paoDatabase?.close();
    globalThis.paoDatabase = undefined;
    await fresh.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, actor, write, reload: () => loadFiles(folder), close };
}

/** An engine that is alive for as long as any test takes: its one beat lies an hour ahead. */
export async function pretendEngine(): Promise<void> {
  await beat(database(), {
    id: "test",
    version: "0",
    capabilities: { "jira-issue": "1", http: "1", manual: "1", offering: "1" },
  });
  await database().execute(sql`update engine set heartbeat_at = now() + interval '1 hour' where id = 'test'`);
}

async function actor(user: DemoUser): Promise<Actor> {
  const token = await actorOfToken(`sandbox-${user}`);
  if (token?.kind !== "token" || token.person === null) throw new Error(`There is no demo user ${user}.`);
  const { person, teams, roles } = token;
  return { kind: "person", id: person, name: `Demo ${user}`, teams, roles };
}
