import type { JsonObject } from "#lib/core/json.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { openText } from "./open-text.ts";
import { placeOf } from "./place.ts";
import {
  type Item,
  afterLine,
  beginsLine,
  columnOf,
  isCollection,
  isFlow,
  itemsOf,
  lineStart,
  withComments,
} from "./region.ts";
import { certain, removeIn, setIn } from "./set-in.ts";
import { withValue } from "./value.ts";
import { linesOf } from "./write.ts";

const ofWay = new Set<string | undefined>(["uses", "connection", "with"]);

/**
 * The text with a step's only way as the last of two: `first` is tried before it. The way itself stays as it was written,
 * comments and all, only further in. `step`: all of it, as it will read.
 */
export function intoWays(source: string, path: Path, first: JsonObject, step: JsonObject): string {
  return rewritten(source, path, step, (way, column, unit) => {
    const before = linesOf([first], { indent: column + unit, unit, flow: false });
    const inner = " ".repeat(column + unit);
    return ["any:", ...before.map((line) => `${inner}${line}`), dashed(way, column, unit)];
  });
}

/** The text with a step's only way as its fallback, in its own words; `instead` is what the step does from now on. */
export function intoFallback(source: string, path: Path, instead: JsonObject, step: JsonObject): string {
  const bare = removeIn(source, [...path, "with", "outputs"]);
  return rewritten(bare, path, step, (way, column, unit) => {
    const [first = "", ...more] = linesOf(instead, { indent: column, unit, flow: false });
    const pad = " ".repeat(column);
    return [first, ...more.map((line) => `${pad}${line}`), `${pad}fallback:`, indented(way, unit)];
  });
}

type Write = (way: string, column: number, unit: number) => string[];

/** Puts other lines where a step's way stands; written anew where the way's own words can't be kept. */
function rewritten(source: string, path: Path, step: JsonObject, write: Write): string {
  const text = openText(source);
  const { node } = placeOf(text, path);
  const items = isCollection(node) && !isFlow(node) ? itemsOf(node, source) : [];
  const moved = items.filter(({ key }) => ofWay.has(key));
  const [begin] = moved;
  if (!begin || text.json || !moved.every(({ start }) => beginsLine(source, start))) return setIn(source, path, step);
  const column = columnOf(source, begin.start);
  const way = moved.map((item) => chunkOf(source, item)).join("");
  const lines = write(way, column, text.unit).join("\n").replace(/\n?$/, "\n");
  const made = `${" ".repeat(column)}${lines}`.replaceAll(/\r?\n/g, text.newline);
  let result = source;
  for (const item of moved.toReversed()) {
    const [from, to] = rangeOf(source, item);
    result = result.slice(0, from) + (item === begin ? made : "") + result.slice(to);
  }
  return certain(result, withValue(text.value, path, step), path);
}

function rangeOf(source: string, { start, end }: Item): [number, number] {
  return [lineStart(source, withComments(source, start)), afterLine(source, end)];
}

function chunkOf(source: string, item: Item): string {
  const chunk = source.slice(...rangeOf(source, item));
  return chunk.endsWith("\n") ? chunk : `${chunk}\n`;
}

function indented(chunk: string, by: number): string {
  const pad = " ".repeat(by);
  return chunk.replaceAll(/^(?=.*\S)/gm, pad);
}

/** Every line further in, and a dash before the first that is no comment. */
function dashed(chunk: string, column: number, unit: number): string {
  const lines = indented(chunk, unit + 2).split("\n");
  const first = lines.findIndex((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  const begins = " ".repeat(column + unit);
  return lines
    .map((line, at) =>
      at > first || line.trim() === "" ? line : `${begins}${at === first ? "- " : ""}${line.trimStart()}`,
    )
    .join("\n");
}
