import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeStale, whileAlone } from "./cache-lock.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "pao-lock-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = () => path.join(folder, ".lock");
const signal = new AbortController().signal;

function abandoned(): void {
  mkdirSync(lock());
  const before = new Date(Date.now() - 60_000);
  utimesSync(lock(), before, before);
}

test("one works at a time, also when a process that died has left its lock", async () => {
  abandoned();
  let busy = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++busy);
    await new Promise((resolve) => setImmediate(resolve));
    busy -= 1;
  };
  await Promise.all([1, 2, 3, 4].map(() => whileAlone(folder, signal, work)));
  expect(most).toBe(1);
  expect(existsSync(lock())).toBe(false);
});

test("who comes late to a stale lock takes no fresh one away", async () => {
  abandoned();
  const seen = statSync(lock());
  await removeStale(lock(), seen);
  expect(existsSync(lock())).toBe(false);
  mkdirSync(lock());
  await removeStale(lock(), seen);
  expect(existsSync(lock())).toBe(true);
});
