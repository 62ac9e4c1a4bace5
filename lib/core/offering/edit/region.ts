import { isAlias, isMap, isPair, isScalar, isSeq } from "yaml";
import type { CST, Node, Pair, YAMLMap, YAMLSeq } from "yaml";

export type Collection = YAMLMap | YAMLSeq;

/** Where an entry of an object, or an item of a list, stands in the text. Offsets count from 0. */
export interface Item {
  /** Its key, dash or value, whatever comes first. */
  start: number;
  /** After the colon or the dash; where the value begins inside brackets. */
  from: number;
  /** After its last character, without what follows on that line. */
  end: number;
  value: Node | null;
  key: string | undefined;
}

export function isCollection(node: unknown): node is Collection {
  return isMap(node) || isSeq(node);
}

export function isFlow(node: Node | null | undefined): boolean {
  return isCollection(node) && node.flow === true;
}

export function itemsOf(collection: Collection, source: string): Item[] {
  const tokens = sourceItems(collection);
  return collection.items.map((item, index) => itemOf(item, tokens[index], source));
}

type SourceItem = Partial<CST.CollectionItem>;

function sourceItems({ srcToken }: Collection): SourceItem[] {
  return srcToken && "items" in srcToken ? srcToken.items : [];
}

function itemOf(item: unknown, token: SourceItem | undefined, source: string): Item {
  const first = token?.start?.find(({ type }) => leading.has(type));
  if (isPair(item)) return entryOf(item, first?.offset, source);
  const value = nodeOf(item);
  const [begins = 0] = value?.range ?? [];
  const dash = token?.start?.find(({ type }) => type === "seq-item-ind");
  const from = dash ? dash.offset + 1 : (first?.offset ?? begins);
  return { start: first?.offset ?? begins, from, end: endOf(value, from, source), value, key: undefined };
}

const leading = new Set<string>(["anchor", "tag", "seq-item-ind", "explicit-key-ind"]);

function entryOf(pair: Pair, first: number | undefined, source: string): Item {
  const key = nodeOf(pair.key);
  const value = nodeOf(pair.value);
  const [begins = 0, ends = 0] = key?.range ?? [];
  const colon = pair.srcToken?.sep?.find(({ type }) => type === "map-value-ind");
  const from = colon ? colon.offset + 1 : ends;
  const name = isScalar(key) ? String(key.value) : undefined;
  return { start: first ?? begins, from, end: endOf(value, from, source), value, key: name };
}

function nodeOf(value: unknown): Node | null {
  return isScalar(value) || isAlias(value) || isCollection(value) ? value : null;
}

function endOf(node: Node | null, from: number, source: string): number {
  if (!node?.range) return from;
  const [start, end] = node.range;
  if (isCollection(node) && !isFlow(node)) return itemsOf(node, source).at(-1)?.end ?? end;
  if (isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED")) return endOfLines();
  return start === end ? from : end;

  function endOfLines(): number {
    const written = source.slice(start, end);
    // `|+` keeps the empty lines at its end: they are part of the text.
    const kept = /^[|>]\d?\+/.test(written) ? written.replace(/\r?\n$/, "") : written.trimEnd();
    return start + kept.length;
  }
}

/** The offset behind what follows on the line, comment and line break. */
export function afterLine(source: string, offset: number): number {
  const rest = /[^\n]*\n?/y;
  rest.lastIndex = offset;
  return offset + (rest.exec(source)?.[0].length ?? 0);
}

export function lineStart(source: string, offset: number): number {
  // From -1 on, `lastIndexOf` still looks at the first character.
  return offset === 0 ? 0 : source.lastIndexOf("\n", offset - 1) + 1;
}

/** Spaces up to this place: what else stands before it on the line counts as well. */
export function columnOf(source: string, offset: number): number {
  return offset - lineStart(source, offset);
}

export function beginsLine(source: string, offset: number): boolean {
  return /^[ \t]*$/.test(source.slice(lineStart(source, offset), offset));
}

/** Where the comments begin that stand right above an item, as far in as the item; the item's own start without such. */
export function withComments(source: string, start: number): number {
  if (!beginsLine(source, start)) return start;
  const column = columnOf(source, start);
  let found = start;
  for (let line = lineStart(source, start); line > 0;) {
    line = lineStart(source, line - 1);
    const comment = /^( *)#/.exec(source.slice(line, afterLine(source, line)));
    if (comment?.[1]?.length !== column) break;
    found = line + column;
  }
  return found;
}
