import type { Path } from "#lib/core/offering/locate.ts";
import { at, columnOf, noticed } from "./loose.ts";
import type { Loose, LooseList, LooseMap, Reading } from "./loose.ts";
import { afterQuoted, bare, textNode } from "./loose-scalar.ts";

interface Flow {
  reading: Reading;
  /** Lines that begin no further in than this are no longer part of it: whoever forgets a brace loses no more than that. */
  column: number;
}

/** What stands between braces or brackets from here, and where it ends. */
export function readFlow(reading: Reading, from: number, path: Path, column: number): { node: Loose; end: number } {
  return nested({ reading, column }, from, path);
}

function nested(flow: Flow, from: number, path: Path): { node: Loose; end: number } {
  return flow.reading.source[from] === "{" ? flowMap(flow, from, path) : flowList(flow, from, path);
}

function flowMap(flow: Flow, from: number, path: Path): { node: LooseMap; end: number } {
  const { reading } = flow;
  const node: LooseMap = { kind: "map", path, entries: new Map() };
  let here = from + 1;
  for (;;) {
    const start = gap(flow, here);
    if (start === undefined) {
      noticeGap(reading, "key", path, here, cut(flow, here));
      return { node, end: cut(flow, here) };
    }
    const closes = "}]".includes(reading.source[start] ?? "}");
    if (closes || reading.source[start] === ",") {
      noticeGap(reading, "key", path, here, start);
      here = start + 1;
      if (closes) return { node, end: here };
      continue;
    }
    const end = wordEnd(reading.source, start, true);
    noticeGap(reading, "key", path, here, start - 1);
    const written = bare(reading.source.slice(start, end));
    noticed(reading, { kind: "key", path, ...written, from: start, to: end, flow: true });
    here = end;
    if (reading.source[end] !== ":") continue;
    const entry = { from: start, to: end, value: null as Loose | null };
    node.entries.set(written.text, entry);
    const value = flowValue(flow, end + 1, [...path, written.text]);
    entry.value = value.node;
    here = value.end;
  }
}

function flowList(flow: Flow, from: number, path: Path): { node: LooseList; end: number } {
  const { reading } = flow;
  const node: LooseList = { kind: "list", path, items: [] };
  let here = from + 1;
  for (;;) {
    const value = flowValue(flow, here, [...path, node.items.length]);
    if (value.node) node.items.push(value.node);
    here = value.end;
    const start = gap(flow, here);
    if (start === undefined) return { node, end: cut(flow, here) };
    here = start + 1;
    if (reading.source[start] !== ",") return { node, end: here };
  }
}

function flowValue(flow: Flow, from: number, path: Path): { node: Loose | null; end: number } {
  const { reading } = flow;
  const start = gap(flow, from);
  if (start === undefined || ",}]".includes(reading.source[start] ?? ",")) {
    const end = start ?? cut(flow, from);
    noticeGap(reading, "value", path, from, end);
    return { node: null, end };
  }
  if ("{[".includes(reading.source[start] ?? "")) return nested(flow, start, path);
  const end = wordEnd(reading.source, start, false);
  return { node: textNode(reading, path, start, end, true), end };
}

/** Nothing is written there yet. */
function noticeGap(reading: Reading, kind: "key" | "value", path: Path, from: number, to: number): void {
  // The end of a word is also the beginning of the gap behind it.
  if (reading.where || !at(reading, from, to)) return;
  const here = { from: reading.cursor, to: reading.cursor };
  noticed(reading, { kind, path, text: "", quote: "", ...here, flow: true });
}

/** The next thing that is written; undefined when the text, or what belongs to it, ends before. */
function gap({ reading: { source }, column }: Flow, from: number): number | undefined {
  let at = from;
  while (at < source.length) {
    const character = source[at] ?? "";
    if (character === "#" && /\s/.test(source[at - 1] ?? "")) {
      const end = source.indexOf("\n", at);
      at = end === -1 ? source.length : end;
      continue;
    }
    if (!/\s/.test(character)) return columnOf(source, at) > column || "}]".includes(character) ? at : undefined;
    at += 1;
  }
  return undefined;
}

/** Where what was never closed ends: with its line. */
function cut({ reading: { source } }: Flow, from: number): number {
  const end = source.indexOf("\n", from);
  return end === -1 ? source.length : end;
}

function wordEnd(source: string, from: number, key: boolean): number {
  if (source[from] === '"' || source[from] === "'") return afterQuoted(source, from);
  let at = from;
  // An expression holds braces and commas of its own; a name ends at its colon.
  while (at < source.length && !/[,}\]\n]/.test(source[at] ?? "")) {
    if (key && source[at] === ":" && /[\s,}\]]|^$/.test(source[at + 1] ?? "")) break;
    if (source.startsWith("${{", at)) {
      const end = /\}\}|\n|$/.exec(source.slice(at));
      at += (end?.index ?? 0) + (end?.[0] === "}}" ? 2 : 0);
      if (end?.[0] !== "}}") break;
      continue;
    }
    at += 1;
  }
  while (at > from && source[at - 1] === " ") at -= 1;
  return Math.max(at, from + (at === from ? 1 : 0));
}
