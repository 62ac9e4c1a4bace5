import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";

/** A document as it lies in the folder of offerings. */
export interface OfferingFile {
  /** As it is named to people: `offerings/postgresql.yaml`. */
  file: string;
  /** The file's name without its ending, which is the offering's name too. */
  name: string;
  source: string;
  /** SHA-256 of the file and of the modules it names. */
  digest: string;
}

const largest = 1024 * 1024;

/** Every document of the folder, in the order of names. A folder that is not there holds none. */
export async function readOfferingFiles(
  directory: string,
  modules: ReadonlyMap<string, ModuleBundle> = new Map(),
): Promise<OfferingFile[]> {
  const names = await entriesOf(directory);
  const files = names.filter(
    (name) => /\.(ya?ml|json)$/i.test(name) && !name.endsWith(".schema.json") && !name.startsWith("."),
  );
  const read: OfferingFile[] = [];
  for (const name of files.sort()) read.push(await readOne(directory, name, modules));
  return read;
}

async function entriesOf(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

async function readOne(
  directory: string,
  name: string,
  modules: ReadonlyMap<string, ModuleBundle>,
): Promise<OfferingFile> {
  const full = path.join(directory, name);
  // Larger ones are refused by the check; reading their beginning is enough to say so.
  const source = (await readFile(full)).subarray(0, largest).toString("utf8");
  const digest = documentDigest(source, modules);
  return { file: path.join(path.basename(directory), name), name: name.replace(/\.[^.]+$/, ""), source, digest };
}

/** What a text and the modules it names are known by, wherever it is published from. */
export function documentDigest(source: string, modules: ReadonlyMap<string, { digest: string }>): string {
  const parts = [source];
  for (const named of modulesIn(source)) parts.push(named, modules.get(named)?.digest ?? "");
  return createHash("sha256").update(parts.join("\0")).digest("hex");
}

/** Module folders a document speaks of. Found in the text, because what is broken has a digest too. */
function modulesIn(source: string): string[] {
  const found = source.matchAll(/\bmodules\/[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*/g);
  return [...new Set([...found].map(([folder]) => folder))].sort();
}
