import type { Issue } from "#lib/core/problem.ts";
import type { Offering } from "./document.ts";

/** What of a file of the folder of offerings says which offering it is, and which others it names. */
interface Named {
  name: string;
  source: string;
}

const named = /\boffering["']?\s*:\s*["']?([a-z][a-z0-9-]*)/g;

/** Documents such that each comes after those it names, as far as they do not name each other. */
export function inOrder<T extends Named>(files: readonly T[]): T[] {
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
function circleFrom(name: string, files: readonly Named[]): string[] | undefined {
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

const atBeginning = { severity: "error", line: 1, column: 1 } as const;

/** A file that orders itself through others can't be loaded. */
export function circular({ name }: Named, files: readonly Named[]): Issue | null {
  const circle = circleFrom(name, files);
  return circle
    ? { ...atBeginning, path: "", message: `These offerings order each other: ${circle.join(" → ")}.` }
    : null;
}

/** A file and its offering have one name, so that each is found by the other. */
export function otherwiseNamed({ metadata }: Offering, file: string): Issue | null {
  if (metadata.name === file) return null;
  const message = `The file is called ${file}, the offering ${metadata.name}: give both one name.`;
  return { ...atBeginning, path: "/metadata/name", message };
}
