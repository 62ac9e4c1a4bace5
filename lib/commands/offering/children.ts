import type { Transaction } from "#db/client.ts";
import { loadChildren } from "#db/child.ts";
import { childNames } from "#lib/core/offering/bundle/child.ts";
import { checkOffering, type CheckContext } from "#lib/core/offering/lint.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";

const namesOne = /\boffering["']?\s*:/;

/** Checks a document with what it takes from other offerings, as they are offered now. */
export async function checkWithChildren(tx: Transaction, source: string, context: CheckContext) {
  const { offering } = namesOne.test(source) ? parseOffering(source) : {};
  const children = await loadChildren(tx, offering ? childNames(offering) : []);
  return checkOffering(source, { ...context, children });
}

const named = /\boffering["']?\s*:\s*["']?([a-z][a-z0-9-]*)/g;

/** Documents such that each comes after those it names, as far as they do not name each other. */
export function inOrder<T extends { name: string; source: string }>(files: readonly T[]): T[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const placed = new Set<T>();
  const open = new Set<T>();
  const place = (file: T): void => {
    if (placed.has(file) || open.has(file)) return;
    open.add(file);
    for (const name of namesIn(file.source)) {
      const other = byName.get(name);
      if (other) place(other);
    }
    placed.add(file);
  };
  // Two files may have one name: each has its own place.
  files.forEach(place);
  return [...placed];
}

/** Found in the text, because what is broken has its place too. */
const namesIn = (source: string) => [...source.matchAll(named)].flatMap(([, name]) => name ?? []);

/** The way from a document through others back to itself; undefined when there is none. */
export function circleFrom(name: string, files: readonly { name: string; source: string }[]): string[] | undefined {
  const sources = new Map(files.map((file) => [file.name, file.source]));
  const seen = new Set<string>();
  const walk = (here: string, way: readonly string[]): string[] | undefined => {
    for (const next of new Set(namesIn(sources.get(here) ?? ""))) {
      if (next === name && way.length > 1) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, next]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(name, [name]);
}
