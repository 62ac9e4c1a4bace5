import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { Problem } from "#lib/core/problem.ts";
import { readKey } from "./env.ts";

/** What a new key is made as, before it takes the place of the one in use. */
const next = (file: string) => `${file}.new`;
/** The key before, as long as something may be sealed with it. */
const before = (file: string) => `${file}.old`;

/** The keys in a key file, which is made on first use: the one to seal with, and the one before while it is being replaced. */
export function keysIn(file: string): [Uint8Array, ...Uint8Array[]] {
  if (!existsSync(file)) makeKey(file);
  return existsSync(before(file)) ? [readKeyFile(file), readKeyFile(before(file))] : [readKeyFile(file)];
}

function readKeyFile(file: string): Uint8Array {
  const key = readKey(readFileSync(file, "utf8").trim());
  if (key) return key;
  throw new Problem("internal", `The key file ${file} holds no key.`, { remedy: "Put back the one from your backup." });
}

/**
 * Puts a new key in the place of the one in use, which stays beside it until `setOldKeyAside`. Whoever is killed on the way goes on
 * where they were: at every moment the file holds a whole key, and nothing that was sealed can't be opened.
 */
export function turnKey(file: string): void {
  if (!existsSync(file)) makeKey(file);
  if (!existsSync(before(file))) {
    if (!existsSync(next(file))) makeKey(next(file));
    linkSync(file, before(file));
  }
  if (existsSync(next(file))) renameSync(next(file), file);
  flushFolder(file);
}

/** Is a key being replaced? */
export function isTurning(file: string): boolean {
  return existsSync(before(file));
}

/** The key before is needed for older backups only; answers where it is kept for them. */
export function setOldKeyAside(file: string, fingerprint: string): string {
  const aside = `${file}.${fingerprint}`;
  renameSync(before(file), aside);
  flushFolder(file);
  return aside;
}

/** A link appears whole or not at all: of several first starters one wins, and nobody reads half a key. */
function makeKey(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeThrough(draft, `${randomBytes(32).toString("base64")}\n`);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
}

/** A key that a power failure takes away takes everything with it. */
function writeThrough(file: string, text: string): void {
  const opened = openSync(file, "w", 0o600);
  writeSync(opened, text);
  fsyncSync(opened);
  closeSync(opened);
}

function flushFolder(file: string): void {
  const folder = openSync(path.dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}
