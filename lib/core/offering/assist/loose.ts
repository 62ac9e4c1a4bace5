import type { Path } from "#lib/core/offering/locate.ts";

/** A document as far as it is written: what a text holds that may be no YAML yet. Offsets count in the text. */
export type Loose = LooseMap | LooseList | LooseText;

export interface LooseMap {
  kind: "map";
  path: Path;
  entries: Map<string, LooseEntry>;
}

export interface LooseEntry {
  /** The name, with its quotes. */
  from: number;
  to: number;
  value: Loose | null;
}

export interface LooseList {
  kind: "list";
  path: Path;
  items: (Loose | null)[];
}

export type Quote = "" | '"' | "'" | "|";

export interface LooseText {
  kind: "text";
  path: Path;
  text: string;
  /** How it is written; `|` for a text of several lines. */
  quote: Quote;
  from: number;
  to: number;
}

/** What stands, or may be written, at the cursor. */
export interface Where {
  /**
   * `key`: a name in the object at `path`. `value`: the value at `path`. `open`: the beginning of the value at `path`, which
   * may be a text or the first name of an object. `item`: an entry that is to begin with a dash, in the list at `path`.
   */
  kind: "key" | "value" | "open" | "item";
  path: Path;
  /** The word itself, without quotes, and where it stands, with them. */
  text: string;
  quote: Quote;
  from: number;
  to: number;
  /** Between brackets or braces: what is written there stays on its line. */
  flow: boolean;
  /** How far its line is indented, counted where the word begins. */
  column: number;
}

/** One reading of a text, which notices where the cursor is. */
export interface Reading {
  source: string;
  cursor: number;
  where: Where | null;
}

export function at(reading: Reading, from: number, to: number): boolean {
  return from <= reading.cursor && reading.cursor <= to;
}

export function noticed(reading: Reading, where: Omit<Where, "column">): void {
  if (!at(reading, where.from, where.to)) return;
  reading.where = { ...where, column: columnOf(reading.source, where.from) };
}

export function columnOf(source: string, offset: number): number {
  return offset - (source.lastIndexOf("\n", offset - 1) + 1);
}

/** What a path leads to. */
export function looseAt(root: Loose | null, path: Path): Loose | null {
  let here = root;
  for (const part of path) {
    if (here?.kind === "map") here = here.entries.get(String(part))?.value ?? null;
    else if (here?.kind === "list") here = here.items[Number(part)] ?? null;
    else return null;
  }
  return here;
}

/** The text at a path; undefined where there is none. */
export function textAt(root: Loose | null, path: Path): string | undefined {
  const found = looseAt(root, path);
  return found?.kind === "text" ? found.text : undefined;
}

/** The names an object has at a path. */
export function namesAt(root: Loose | null, path: Path): string[] {
  const found = looseAt(root, path);
  return found?.kind === "map" ? [...found.entries.keys()] : [];
}
