import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rescueState } from "./rescue.ts";
import type { StateStore } from "./store.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "pao-rescue-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A store that can be written only from some try on. */
function storeFrom(first: number): { store: StateStore; written: string[] } {
  const written: string[] = [];
  let tries = 0;
  const store: StateStore = {
    take: async () => null,
    keep: async () => true,
    release: async () => {},
    read: async () => null,
    write: async (state) => {
      tries += 1;
      if (tries < first) throw new Error("away");
      written.push(state ?? "");
    },
    effect: async () => null,
    noteEffect: async () => {},
    noteBegun: async () => {},
    forgetEffect: async () => {},
  };
  return { store, written };
}

const place = () => ({ folder, lost: path.join(folder, "lost", "run.tfstate") });

test("a state that Terraform could not hand over is stored once the database is back", async () => {
  writeFileSync(path.join(folder, "errored.tfstate"), "{}");
  const { store, written } = storeFrom(3);
  await rescueState(place(), store, { tries: 5, everyMs: 1 });
  expect(written).toEqual(["{}"]);
});

test("when the database stays away, the state is where people find it", async () => {
  writeFileSync(path.join(folder, "errored.tfstate"), "{}");
  const { store } = storeFrom(9);
  await expect(rescueState(place(), store, { tries: 2, everyMs: 1 })).rejects.toThrow(place().lost);
  expect(readFileSync(place().lost, "utf8")).toBe("{}");
  expect(statSync(place().lost).mode & 0o777).toBe(0o600);
});

test("where nothing is left, nothing is written", async () => {
  const { store, written } = storeFrom(1);
  await rescueState(place(), store);
  expect(written).toEqual([]);
});
