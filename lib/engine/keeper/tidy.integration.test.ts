import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "#db/client.ts";
import { freshDatabase } from "#tests/database.ts";
import { noteKeeper } from "./note.ts";
import { removeLeftovers } from "./tidy.ts";

let dataDir: string;
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let opened: ReturnType<typeof openDatabase>;
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "pao-tidy-"));
  fresh = await freshDatabase();
  opened = openDatabase(fresh.url, { poolSize: 1 });
});
afterEach(async () => {
  await opened.close();
  await fresh.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const folder = () => path.join(dataDir, "work", "run");
const tidy = () => removeLeftovers({ db: opened.db, dataDir });

/** As if nothing had happened in it for an hour. */
function age(): void {
  const before = new Date(Date.now() - 3_600_000);
  utimesSync(folder(), before, before);
}

/** A process that looks like the keeper of a run. */
function keeper(): ChildProcess {
  return spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "keeper/main.ts"], { stdio: "ignore" });
}

test("the folder of a run stays while somebody keeps it, and goes when they are gone", async () => {
  const child = keeper();
  await once(child, "spawn");
  noteKeeper(dataDir, "run", { pid: child.pid ?? 0, owner: process.pid });
  age();
  await tidy();
  expect(existsSync(folder())).toBe(true);
  child.kill("SIGKILL");
  await once(child, "exit");
  await tidy();
  expect(existsSync(folder())).toBe(false);
});

test("a folder whose keeper's number another program has got is left behind, and goes", async () => {
  noteKeeper(dataDir, "run", { pid: process.pid, owner: process.pid });
  age();
  await tidy();
  expect(existsSync(folder())).toBe(false);
});

test("a young folder without a note stays", async () => {
  mkdirSync(folder(), { recursive: true });
  writeFileSync(path.join(folder(), "plan"), "");
  await tidy();
  expect(existsSync(folder())).toBe(true);
});
