import type { Path } from "#lib/core/offering/locate.ts";
import { at, noticed } from "./loose.ts";
import type { Loose, LooseList, LooseMap, LooseText, Reading, Where } from "./loose.ts";
import { readFlow } from "./loose-flow.ts";
import { afterQuoted, bare, textNode } from "./loose-scalar.ts";

/** An object or a list whose lines begin in this column. */
interface Open {
  column: number;
  node: LooseMap | LooseList;
}

interface Block extends Reading {
  open: Open[];
  root: Loose | null;
}

/**
 * Reads a text by its indentation, whatever is missing or wrong in it, and finds out what may be written at the cursor. The
 * real parser gives up on half a line, which is just when somebody wants to know.
 */
export function readLoosely(source: string, cursor = -1): { root: Loose | null; where: Where | null } {
  const block: Block = { source, cursor, where: null, open: [], root: null };
  let here = 0;
  while (here <= source.length) here = readLine(block, here) + 1;
  return { root: block.root, where: block.where };
}

/** Reads a line and what belongs to it; gives where the last of its lines ends. */
function readLine(block: Block, start: number): number {
  const { source } = block;
  const end = lineEnd(source, start);
  const text = source.slice(start, end);
  const column = text.search(/\S/);
  if (column === -1) {
    if (at(block, start, end)) word(block, block.cursor, block.cursor, block.cursor - start);
    return end;
  }
  if (text[column] === "#" || /^(---|\.\.\.)\s*$/.test(text)) return end;
  return readNode(block, start + column, column, end);
}

/** A dash, a name or a text that begins at `from`, in `column`. */
function readNode(block: Block, from: number, column: number, end: number): number {
  const text = block.source.slice(from, end);
  const dash = /^-(\s+|$)/.exec(text);
  if (dash) return readItem(block, from + dash[0].length, column, column + dash[0].length, end);
  const key = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"{}[\],&*!|>%@`][^#]*?)\s*:(?=\s|$)/.exec(text);
  if (!key) return "{[|>".includes(text[0] ?? " ") ? nested(block, from, column, end) : word(block, from, end, column);
  const name = key[1] ?? "";
  const map = mapIn(block, column);
  const to = from + name.length;
  const written = bare(name);
  noticed(block, { kind: "key", path: map.path, ...written, from, to, flow: false });
  const entry = { from, to, value: null as Loose | null };
  map.entries.set(written.text, entry);
  const value = readValue(block, from + key[0].length, [...map.path, written.text], column, end);
  entry.value = value.node;
  return value.end;
}

/** A value of several parts that begins where a line or an entry of a list begins. */
function nested(block: Block, from: number, column: number, end: number): number {
  close(block, column - 1, true);
  const top = block.open.at(-1);
  const value = readValue(block, from, top ? slot(top.node) : [], top?.column ?? -1, end);
  if (top && value.node) fill(top.node, value.node);
  else block.root ??= value.node;
  return value.end;
}

function readItem(block: Block, from: number, column: number, inner: number, end: number): number {
  const list = listIn(block, column);
  list.items.push(null);
  if (from < end && block.source[from] !== "#") return readNode(block, from, inner, end);
  const here = Math.max(Math.min(block.cursor, end), from);
  noticed(block, { kind: "open", path: slot(list), text: "", quote: "", from: here, to: here, flow: false });
  return end;
}

/** The value behind a name, as far as it stands on its line or belongs to it. */
function readValue(
  block: Block,
  from: number,
  path: Path,
  column: number,
  end: number,
): { node: Loose | null; end: number } {
  const { source } = block;
  const start = from + Math.max(source.slice(from, end).search(/\S|$/), 0);
  const first = source[start] ?? "";
  if (start >= end || first === "#") {
    const here = Math.min(block.cursor, start);
    if (here > from) noticed(block, { kind: "value", path, text: "", quote: "", from: here, to: here, flow: false });
    return { node: null, end };
  }
  if ("{[".includes(first)) {
    const read = readFlow(block, start, path, column);
    return { node: read.node, end: lineEnd(source, read.end) };
  }
  if ("|>".includes(first)) return blockText(block, start, path, column, end);
  const to = first === '"' || first === "'" ? afterQuoted(source, start) : plainEnd(source, start, end);
  return { node: textNode(block, path, start, to, false), end };
}

/** `|` and the lines below it that are indented further. */
function blockText(
  block: Block,
  from: number,
  path: Path,
  column: number,
  end: number,
): { node: LooseText; end: number } {
  const { source } = block;
  let last = end;
  while (last < source.length) {
    const next = lineEnd(source, last + 1);
    const line = source.slice(last + 1, next);
    if (line.trim() !== "" && line.search(/\S/) <= column) break;
    last = next;
  }
  const text = source.slice(Math.min(end + 1, last), last);
  noticed(block, { kind: "value", path, text, quote: "|", from, to: last, flow: false });
  return { node: { kind: "text", path, text, quote: "|", from, to: last }, end: last };
}

/** A word without a colon: half a name, or the value of what stands above it. */
function word(block: Block, from: number, end: number, column: number): number {
  const { source } = block;
  const to = plainEnd(source, from, end);
  const raw = source.slice(from, to);
  const kept = block.open.filter((open) => open.column <= column);
  const top = kept.at(-1);
  const written = { ...bare(raw), from, to, flow: false };
  if (top?.node.kind === "list" && top.column === column) {
    const around = kept.at(-2);
    if (around?.column === column) noticed(block, { kind: "key", path: around.node.path, ...written });
    else noticed(block, { kind: "item", path: top.node.path, ...written });
    return end;
  }
  if (!top || top.column === column) {
    noticed(block, { kind: "key", path: top?.node.path ?? [], ...written });
    return end;
  }
  const path = slot(top.node);
  const held = valueIn(top.node);
  if (held !== null) {
    if (held.kind !== "text") noticed(block, { kind: "key", path, ...written });
    return end;
  }
  noticed(block, { kind: "open", path, ...written });
  if (raw !== "") fill(top.node, { kind: "text", path, ...written });
  return end;
}

const lineEnd = (source: string, from: number): number => {
  const found = source.indexOf("\n", from);
  return found === -1 ? source.length : found;
};

/** A text without quotes ends before a comment, and before the blanks at the end of its line. */
function plainEnd(source: string, from: number, end: number): number {
  if (source[from] === '"' || source[from] === "'") return Math.min(afterQuoted(source, from), end);
  const line = source.slice(from, end);
  const comment = line.search(/\s#/);
  const text = comment === -1 ? line : line.slice(0, comment);
  // Blanks inside an expression that is being written belong to it.
  return from + (/\$\{\{(?:(?!\}\}).)*$/.test(text) ? text : text.trimEnd()).length;
}

function close(block: Block, column: number, lists: boolean): void {
  while (block.open.length > 0) {
    const top = block.open.at(-1);
    if (!top || top.column < column || (top.column === column && (lists || top.node.kind === "map"))) return;
    block.open.pop();
  }
}

function mapIn(block: Block, column: number): LooseMap {
  close(block, column, false);
  const top = block.open.at(-1);
  if (top?.column === column && top.node.kind === "map") return top.node;
  const node: LooseMap = { kind: "map", path: top ? slot(top.node) : [], entries: new Map() };
  return opened(block, column, node);
}

function listIn(block: Block, column: number): LooseList {
  close(block, column, true);
  const top = block.open.at(-1);
  if (top?.column === column && top.node.kind === "list") return top.node;
  const node: LooseList = { kind: "list", path: top ? slot(top.node) : [], items: [] };
  return opened(block, column, node);
}

function opened<N extends LooseMap | LooseList>(block: Block, column: number, node: N): N {
  const top = block.open.at(-1);
  if (top) fill(top.node, node);
  else block.root = node;
  block.open.push({ column, node });
  return node;
}

/** The path of the last thing in an object or a list: what is indented further belongs there. */
function slot(node: LooseMap | LooseList): Path {
  return node.kind === "list"
    ? [...node.path, node.items.length - 1]
    : [...node.path, [...node.entries.keys()].at(-1) ?? ""];
}

function valueIn(node: LooseMap | LooseList): Loose | null {
  return (node.kind === "list" ? node.items.at(-1) : [...node.entries.values()].at(-1)?.value) ?? null;
}

function fill(node: LooseMap | LooseList, value: Loose): void {
  if (node.kind === "list") node.items[node.items.length - 1] = value;
  else {
    const last = [...node.entries.values()].at(-1);
    if (last) last.value = value;
  }
}
