import { stringify } from "yaml";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";

/** How a value is written where it is put. */
export interface Layout {
  /** Column, from 0, of the keys or dashes among which it stands. */
  indent: number;
  unit: number;
  /** On one line where it fits, as the values beside it. */
  flow: boolean;
}

/** Longer than this, nobody reads a line. */
const widest = 160;

/** A value on one line: `{ type: string, enum: [a, b] }`. */
export function flowText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
  if (!isJsonObject(value)) return scalarText(value);
  const members = Object.entries(value).map(([key, held]) => `${scalarText(key)}: ${flowText(held)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A scalar that is the same in lists, objects and on its own line. Expressions and what holds quotes stand in quotes. */
export function scalarText(value: string | number | boolean | null): string {
  if (typeof value !== "string") return JSON.stringify(value);
  if (inQuotes(value)) return quoted(value);
  return stringify([value], { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false })
    .trim()
    .slice(1, -1);
}

/** The same on a line of its own, where a comma needs no quotes. */
function lineText(value: string): string {
  return inQuotes(value) ? quoted(value) : stringify({ k: value }, { lineWidth: 0 }).slice(3).trimEnd();
}

/** Older readers of YAML take yes and no for truth. */
function inQuotes(value: string): boolean {
  return value.includes("${{") || /\p{Cc}/u.test(value) || /^(y|n|yes|no|on|off)$/i.test(value);
}

export function quoted(value: string): string {
  const single = value.includes('"') && !/['\p{Cc}]/u.test(value);
  return single ? `'${value}'` : JSON.stringify(value);
}

/** What stands behind `key:`, with the space or new line before it. */
export function afterKey(value: Json, layout: Layout): string {
  if (isInline(value, layout)) return ` ${inlineText(value, layout)}`;
  const inner = { ...layout, indent: layout.indent + layout.unit, flow: false };
  const pad = `\n${" ".repeat(inner.indent)}`;
  return `${pad}${linesOf(value, inner).join(pad)}`;
}

/** What stands behind the dash of a list's item. */
export function afterDash(value: Json, layout: Layout): string {
  if (isInline(value, layout)) return ` ${inlineText(value, layout)}`;
  const inner = { ...layout, indent: layout.indent + 2, flow: false };
  return ` ${linesOf(value, inner).join(`\n${" ".repeat(inner.indent)}`)}`;
}

/** The entries of an object or the items of a list, each ready to stand at the indent. */
export function linesOf(value: Json, layout: Layout): string[] {
  if (Array.isArray(value)) return value.map((item) => `-${afterDash(item, layout)}`);
  if (!isJsonObject(value)) return [inlineText(value, layout)];
  return Object.entries(value).map(([key, held]) => entryText(key, held, layout));
}

export function entryText(key: string, value: Json, layout: Layout): string {
  return `${scalarText(key)}:${afterKey(value, layout)}`;
}

function isInline(value: Json, { flow }: Layout): boolean {
  if (typeof value !== "object" || value === null) return true;
  const held = Object.values(value);
  if (held.length === 0) return true;
  const plain = Array.isArray(value) && held.every((one) => typeof one !== "object" || one === null);
  return (flow || plain) && flowText(value).length <= widest;
}

function inlineText(value: Json, layout: Layout): string {
  if (typeof value !== "string") return flowText(value);
  return hasLines(value) ? literal(value, layout) : lineText(value);
}

/** Whether a text may stand as it is, line by line, below a `|`. */
function hasLines(value: string): boolean {
  return /\n./.test(value) && !/^\s|\n\n$|[^\S\n]\n|[^\P{Cc}\n]|[\u2028\u2029\ufeff]/u.test(value);
}

function literal(value: string, { indent, unit }: Layout): string {
  const pad = " ".repeat(indent + unit);
  const lines = value.replace(/\n$/, "").split("\n");
  const body = lines.map((line) => (line === "" ? "" : `${pad}${line}`)).join("\n");
  return `${value.endsWith("\n") ? "|" : "|-"}\n${body}`;
}
