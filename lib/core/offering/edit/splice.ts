import type { Json } from "#lib/core/json.ts";
import type { OpenText } from "./open-text.ts";
import {
  type Collection,
  type Item,
  afterLine,
  beginsLine,
  columnOf,
  isFlow,
  itemsOf,
  lineStart,
  withComments,
} from "./region.ts";
import { afterDash, afterKey, entryText, flowText, quoted, scalarText } from "./write.ts";
import type { Layout } from "./write.ts";

/** What is put into an object or a list: a list's item has no key. */
export interface Entry {
  key: string | undefined;
  value: Json;
}

/** The text with another value where an item's stands. `inFlow`: the item stands inside brackets. */
export function replaced(text: OpenText, collection: Collection, item: Item, value: Json, inFlow: boolean): string {
  const [begins = item.from] = item.value?.range ?? [];
  const written = text.source.slice(begins, item.end);
  if (inFlow) {
    const space = item.end === item.from && item.key !== undefined ? " " : "";
    return spliced(text, begins, item.end, space + inBrackets(text, item, value));
  }
  const scalar = typeof value !== "object" || value === null;
  if (scalar && item.end > begins && !hasLineBreak(value) && sameLine(text.source, item.from, begins))
    return spliced(text, begins, item.end, alike(written, value));
  const layout = { ...layoutOf(text, collection), flow: isFlow(item.value) && item.end - begins > 2 };
  const made = item.key === undefined ? afterDash(value, layout) : afterKey(value, layout);
  const comment = /^[ \t]*(#[^\r\n]*)/.exec(text.source.slice(item.from, begins))?.[1];
  const [first = "", ...more] = made.split("\n");
  const head = comment === undefined ? first : `${first} ${comment}`;
  return spliced(text, item.from, item.end, [head, ...more].join("\n"));
}

const hasLineBreak = (value: Json) => typeof value === "string" && value.includes("\n");

const sameLine = (source: string, from: number, to: number) => !source.slice(from, to).includes("\n");

/** A text that stood in quotes stays in quotes. */
function alike(written: string, value: string | number | boolean | null): string {
  return typeof value === "string" && /^["']/.test(written) ? quoted(value) : scalarText(value);
}

function inBrackets({ json, source, unit }: OpenText, { start }: Pick<Item, "start">, value: Json): string {
  if (!json) return flowText(value);
  const pretty = beginsLine(source, start);
  return JSON.stringify(value, null, pretty ? unit : undefined).replaceAll(
    "\n",
    `\n${" ".repeat(columnOf(source, start))}`,
  );
}

/** The text with one more entry at a place among the others of a collection that holds some. */
export function inserted(text: OpenText, collection: Collection, at: number, entry: Entry): string {
  const items = itemsOf(collection, text.source);
  const before = items[at - 1];
  const next = items[at];
  if (isFlow(collection)) return insertedInBrackets(text, { before, next }, entry);
  const layout = { ...layoutOf(text, collection), flow: isFlow((before ?? next)?.value) };
  const made =
    entry.key === undefined ? `-${afterDash(entry.value, layout)}` : entryText(entry.key, entry.value, layout);
  const pad = " ".repeat(layout.indent);
  if (!before) return spliced(text, next?.start ?? 0, next?.start ?? 0, `${made}\n${pad}`);
  const place = afterLine(text.source, before.end);
  const open = text.source[place - 1] === "\n";
  return spliced(text, place, place, open ? `${pad}${made}\n` : `\n${pad}${made}`);
}

interface Between {
  before: Item | undefined;
  next: Item | undefined;
}

function insertedInBrackets(text: OpenText, { before, next }: Between, { key, value }: Entry): string {
  const beside = before ?? next;
  if (!beside) return text.source;
  const own = beginsLine(text.source, beside.start);
  const gap = own ? `\n${text.source.slice(lineStart(text.source, beside.start), beside.start)}` : " ";
  const held = inBrackets(text, beside, value);
  const made = key === undefined ? held : `${text.json ? JSON.stringify(key) : scalarText(key)}: ${held}`;
  if (before) return spliced(text, before.end, before.end, `,${gap}${made}`);
  return spliced(text, beside.start, beside.start, `${made},${gap}`);
}

/** The text without an entry; undefined when its collection would be left empty. */
export function withoutItem(text: OpenText, collection: Collection, at: number): string | undefined {
  const items = itemsOf(collection, text.source);
  const item = items[at];
  const before = items[at - 1];
  const next = items[at + 1];
  if (!item || items.length === 1) return undefined;
  if (isFlow(collection)) {
    if (next) return spliced(text, item.start, next.start, "");
    return spliced(text, before?.end ?? item.start, item.end, "");
  }
  const start = withComments(text.source, item.start);
  if (beginsLine(text.source, item.start))
    return spliced(text, lineStart(text.source, start), afterLine(text.source, item.end), "");
  // The first entry of a list's item, behind its dash: the next one takes its place.
  const gap = text.source.slice(item.end, next?.start);
  return spliced(text, item.start, gap.includes("#") ? item.end : (next?.start ?? item.end), "");
}

/** The text with an item of a collection at another place among the others, with the comments right above it. */
export function moved(text: OpenText, collection: Collection, from: number, to: number): string {
  const items = itemsOf(collection, text.source);
  const [first] = items;
  // Behind a dash there is no room for a comment above the first entry.
  const apart = first !== undefined && beginsLine(text.source, first.start);
  const chunks = items.map((item) => {
    if (isFlow(collection)) return { start: item.start, end: item.end };
    const line = text.source.slice(item.start, afterLine(text.source, item.end)).trimEnd();
    return { start: apart ? withComments(text.source, item.start) : item.start, end: item.start + line.length };
  });
  const written = chunks.map(({ start, end }) => text.source.slice(start, end));
  written.splice(to, 0, ...written.splice(from, 1));
  let made = "";
  let done = 0;
  for (const [index, { start, end }] of chunks.entries()) {
    made += text.source.slice(done, start) + (written[index] ?? "");
    done = end;
  }
  return made + text.source.slice(done);
}

function layoutOf({ source, unit }: OpenText, collection: Collection): Layout {
  const [first] = itemsOf(collection, source);
  return { indent: first ? columnOf(source, first.start) : 0, unit, flow: false };
}

function spliced({ source, newline }: OpenText, from: number, to: number, put: string): string {
  return source.slice(0, from) + put.replaceAll(/\r?\n/g, newline) + source.slice(to);
}
