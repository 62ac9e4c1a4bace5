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
import { certain, setIn } from "./set-in.ts";
import { withValue } from "./value.ts";
import { linesOf } from "./write.ts";

const ofWay = new Set<string | undefined>(["uses", "connection", "with"]);

/**
 * The text with a step's only way as the last of two: `first` is tried before it. The way itself stays as it was written,
 * comments and all, only further in. `step`: all of it, as it will read.
 */
export function intoWays(source: string, path: Path, first: JsonObject, step: JsonObject): string {
  const text = openText(source);
  const { node } = placeOf(text, path);
  const items = isCollection(node) && !isFlow(node) ? itemsOf(node, source) : [];
  const moved = items.filter(({ key }) => ofWay.has(key));
  const [begin] = moved;
  if (!begin || text.json || !moved.every(({ start }) => beginsLine(source, start))) return setIn(source, path, step);
  const column = columnOf(source, begin.start);
  const { unit, newline } = text;
  const [pad, inner] = [" ".repeat(column), " ".repeat(column + unit)];
  const layout = { indent: column + unit, unit, flow: false };
  const before = linesOf([first], layout).map((line) => `${inner}${line}\n`);
  const way = moved.map((item) => chunkOf(source, item)).join("");
  const made = `${pad}any:\n${before.join("")}${deeper(way, column, unit)}`.replaceAll(/\r?\n/g, newline);
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

/** Every line further in, and a dash before the first that is no comment. */
function deeper(chunk: string, column: number, unit: number): string {
  const lines = chunk.split("\n").map((line) => (line.trim() === "" ? line : `${" ".repeat(unit + 2)}${line}`));
  const first = lines.findIndex((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  const begins = " ".repeat(column + unit);
  return lines
    .map((line, at) =>
      at > first || line.trim() === "" ? line : `${begins}${at === first ? "- " : ""}${line.trimStart()}`,
    )
    .join("\n");
}
