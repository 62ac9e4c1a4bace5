import { existsSync, linkSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isTurning, keysIn, setOldKeyAside, turnKey } from "./key-file.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pao-key-"));
  file = path.join(folder, "data", "secret.key");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a key file is made once, for its owner only", () => {
  const [made] = keysIn(file);
  expect(made).toHaveLength(32);
  expect(keysIn(file)).toEqual([made]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a file that holds no key is refused, with the remedy", () => {
  keysIn(file);
  writeFileSync(file, "nonsense");
  expect(() => keysIn(file)).toThrow("holds no key");
});

test("a new key takes the place of the old one, which opens beside it until it is set aside", () => {
  const [old] = keysIn(file);
  turnKey(file);
  const [now, before] = keysIn(file);
  expect(before).toEqual(old);
  expect(now).not.toEqual(old);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  turnKey(file);
  expect(keysIn(file)).toEqual([now, before]);
  const aside = setOldKeyAside(file, "0123");
  expect(aside).toBe(`${file}.0123`);
  expect(readFileSync(aside, "utf8").trim()).toBe(Buffer.from(old).toString("base64"));
  expect(keysIn(file)).toEqual([now]);
  expect(isTurning(file)).toBe(false);
});

test("whoever is killed while the key is replaced goes on with the same two keys", () => {
  const [old] = keysIn(file);
  const wholeKey = `${Buffer.alloc(32, 7).toString("base64")}\n`;
  // Killed after the new key was made; after the old one was kept; after the new one took its place.
  const stages = [
    () => writeFileSync(`${file}.new`, wholeKey),
    () => linkSync(file, `${file}.old`),
    () => renameSync(`${file}.new`, file),
  ];
  for (let killed = 1; killed <= stages.length; killed++) {
    for (const rest of [".new", ".old"]) rmSync(file + rest, { force: true });
    writeFileSync(file, `${Buffer.from(old).toString("base64")}\n`);
    for (const stage of stages.slice(0, killed)) stage();
    expect(keysIn(file).map((key) => Buffer.from(key))).toContainEqual(Buffer.from(old));
    turnKey(file);
    expect(keysIn(file)).toEqual([Buffer.alloc(32, 7), Buffer.from(old)]);
    expect(existsSync(`${file}.new`)).toBe(false);
  }
});
