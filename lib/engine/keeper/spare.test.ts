import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StateNotHeld } from "#db/terraform-state.ts";
import type { StateStore } from "#lib/adapters/terraform/store.ts";
import { secretsWith } from "#lib/secret.ts";
import { spareFile, withSpare } from "./spare.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "pao-spare-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => spareFile(folder, "resource/database");
const left = () => readdirSync(folder, { recursive: true }).filter((name) => String(name).includes(".sealed"));
const state = (serial: number, more: object = {}) =>
  JSON.stringify({ serial, lineage: "one", resources: [{ password: "hunter2" }], ...more });

interface Kept extends StateStore {
  stored: string | null;
  away: Error | null;
}

function memory(stored: string | null = null): Kept {
  const done = async () => {};
  const kept: Kept = {
    stored,
    away: null,
    take: async () => null,
    keep: async () => true,
    release: done,
    read: async () => kept.stored,
    write: async (next) => {
      if (kept.away) throw kept.away;
      kept.stored = next;
    },
    settle: done,
    effect: async () => null,
    noteEffect: done,
    noteBegun: done,
    forgetEffect: done,
  };
  return kept;
}

const secrets = secretsWith(new Uint8Array(32));
const lines: string[] = [];
const spared = (store: StateStore) =>
  withSpare(store, {
    file: file(),
    seal: (text) => secrets.seal(text, "w"),
    open: (text) => secrets.open(text, "w"),
    log: (text) => void lines.push(text),
    tries: 2,
    everyMs: 1,
  });

/** A run that had to leave its state behind. */
async function leave(text: string): Promise<void> {
  const store = memory();
  store.away = new Error("away");
  const run = spared(store);
  await run.write(text);
  expect(await run.read()).toBe(text);
  await expect(run.settle()).rejects.toThrow(file());
}

test("a state is taken while the database is away, and stored once it is back", async () => {
  const store = memory(state(1));
  const run = spared(store);
  store.away = new Error("away");
  await run.write(state(2));
  store.away = null;
  await run.settle();
  expect(store.stored).toBe(state(2));
  expect(left()).toEqual([]);
});

test("one that can't be stored is kept sealed, for nobody else to read", async () => {
  await leave(state(2));
  expect(readFileSync(file(), "utf8")).not.toContain("hunter2");
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("the next run on it stores it before it reads", async () => {
  await leave(state(2));
  const store = memory(state(1));
  const next = spared(store);
  expect(await next.take()).toBeNull();
  expect(await next.read()).toBe(state(2));
  expect(store.stored).toBe(state(2));
  expect(left()).toEqual([]);
});

test("a run that has to wait for another leaves it alone", async () => {
  await leave(state(2));
  const other = { run: "other", request: "REQ-2", step: "it" };
  expect(await spared({ ...memory(), take: async () => other }).take()).toEqual(other);
  expect(left()).toHaveLength(1);
});

test("what is older than what is stored goes, and what is not of its kind stays", async () => {
  await leave(state(2));
  const ahead = memory(state(3));
  await spared(ahead).take();
  expect(ahead.stored).toBe(state(3));
  expect(left()).toEqual([]);
  await leave(state(9, { lineage: "another" }));
  await spared(ahead).take();
  expect(ahead.stored).toBe(state(3));
  expect(left()).toHaveLength(1);
  expect(lines.at(-1)).toContain("it is left there");
});

test("what another key has sealed keeps the run from planning without it", async () => {
  await leave(state(2));
  const other = secretsWith(new Uint8Array(32).fill(1));
  const run = withSpare(memory(), { file: file(), seal: String, open: (text) => other.open(text, "w"), log: () => {} });
  await expect(run.take()).rejects.toThrow("Give this engine the key that sealed it.");
});

test("a state that is another run's by now is refused, and not lost", async () => {
  const store = memory();
  store.away = new StateNotHeld("w");
  await expect(spared(store).write(state(2))).rejects.toThrow(StateNotHeld);
  expect(left()).toHaveLength(1);
});
