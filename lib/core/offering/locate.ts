import { isAlias, isMap, isPair, isScalar, isSeq } from "yaml";
import type { Document, LineCounter, Node, Pair, Scalar } from "yaml";
import { offsetInSource } from "./align.ts";

export type Path = readonly (string | number)[];

/** A place in the text of a document; lines and columns count from 1. `length` is 0 where nothing can be replaced. */
export interface Place {
  line: number;
  column: number;
  length: number;
}

/** Finds the places of a document's values in its text. What is not there is placed where it would belong. */
export interface Locate {
  key(path: Path): Place;
  value(path: Path): Place;
  /** Part of a text: `offset` and `length` count in the value. `length` of the place is 0 when it is not written there one to one. */
  part(path: Path, offset: number, length: number): Place;
  /** Whether a text stands without quotes. */
  bare(path: Path): boolean;
  /** The quotes that a text stands in; none for one that stands bare or on lines of its own. */
  quote(path: Path): '"' | "'" | "";
}

const start = { line: 1, column: 1, length: 0 };

/** For a text that could not be read: every place is its beginning. */
export const nowhere: Locate = {
  key: () => start,
  value: () => start,
  part: () => start,
  bare: () => false,
  quote: () => "",
};

/** Finds the places in a document that was read from `source`. */
export function locatorOf(document: Document, source: string, lines: LineCounter): Locate {
  const place = (offset: number, length = 0): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), length };
  };
  const ofNode = (node: Node | null | undefined): Place => {
    const [start, end] = node?.range ?? [0, 0];
    return place(start, end - start);
  };
  return {
    key: (path) => {
      const found = follow(document, path);
      return ofNode(found.key ?? found.node);
    },
    value: (path) => {
      const found = follow(document, path);
      return ofNode(found.exact ? found.node : (found.key ?? found.node));
    },
    part: (path, offset, length) => {
      const { node, exact } = follow(document, path);
      if (!exact || !isScalar(node) || typeof node.value !== "string") return ofNode(node);
      const from = offsetInSource(rawOf(node, source), node.value, offset);
      const to = offsetInSource(rawOf(node, source), node.value, offset + length);
      const start = node.range?.[0] ?? 0;
      const written = source.slice(start + from, start + to);
      const same = written === node.value.slice(offset, offset + length);
      return place(start + from, same ? length : 0);
    },
    bare: (path) => {
      const { node } = follow(document, path);
      return isScalar(node) && node.type === "PLAIN";
    },
    quote: (path) => {
      const { node } = follow(document, path);
      if (!isScalar(node)) return "";
      return node.type === "QUOTE_DOUBLE" ? '"' : node.type === "QUOTE_SINGLE" ? "'" : "";
    },
  };
}

function rawOf(node: Scalar, source: string): string {
  const [start, end] = node.range ?? [0, 0];
  return source.slice(start, end);
}

interface Followed {
  node: Node | null;
  key: Node | null;
  /** The whole path is there. */
  exact: boolean;
}

function follow(document: Document, path: Path): Followed {
  let found: Followed = { node: document.contents, key: null, exact: true };
  for (const part of path) {
    const next = step(document, found.node, part);
    if (!next) return { ...found, exact: false };
    found = next;
  }
  return found;
}

function step(document: Document, from: Node | null, part: string | number): Followed | undefined {
  const node = isAlias(from) ? (from.resolve(document) ?? null) : from;
  if (isSeq(node)) {
    const item: unknown = node.items[Number(part)];
    return isNode(item) ? { node: item, key: null, exact: true } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((candidate) => isPair(candidate) && nameOf(candidate) === String(part));
  if (!pair) return undefined;
  const key = isNode(pair.key) ? pair.key : null;
  return { node: isNode(pair.value) ? pair.value : key, key, exact: true };
}

function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}
