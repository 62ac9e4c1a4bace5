import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rescueState } from "./rescue.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "pao-rescue-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function noting() {
  const done: string[] = [];
  const write = async (state: string | null) => void done.push(`write ${state}`);
  const settle = async () => void done.push("settle");
  return { done, write, settle };
}

test("a state that Terraform could not hand over is stored", async () => {
  writeFileSync(path.join(folder, "errored.tfstate"), "{}");
  const store = noting();
  await rescueState({ folder }, store);
  expect(store.done).toEqual(["write {}", "settle"]);
});

test("where nothing is left, what waits is settled all the same", async () => {
  const store = noting();
  await rescueState({ folder }, store);
  expect(store.done).toEqual(["settle"]);
});
