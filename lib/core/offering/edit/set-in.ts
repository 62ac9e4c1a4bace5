import { canonical, isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { Problem } from "#lib/core/problem.ts";
import { openText } from "./open-text.ts";
import type { OpenText } from "./open-text.ts";
import { positionFor } from "./order.ts";
import { elsewhere, placeOf } from "./place.ts";
import type { Place } from "./place.ts";
import { isCollection, itemsOf } from "./region.ts";
import { inserted, moved, replaced, withoutItem } from "./splice.ts";
import { valueAt, withValue, withoutValue } from "./value.ts";
import { linesOf } from "./write.ts";

/**
 * The text with a value at a place. What is there and stays equal is left as it is written, and so is everything
 * beside it: comments, layout, quotes. Objects on the way that are missing are made. Throws a Problem when the text is
 * no YAML, or when the place can't be changed without changing others (an anchor that is used elsewhere).
 */
export function setIn(source: string, path: Path, value: Json): string {
  const text = openText(source);
  const was = valueAt(text.value, path);
  if (was !== undefined && equal(was, value)) return source;
  const made = isJsonObject(was) && isJsonObject(value) ? merged(source, path, was, value) : undefined;
  const list = Array.isArray(was) && Array.isArray(value) ? mergedList(source, path, was, value) : undefined;
  return certain(made ?? list ?? put(text, path, value), withValue(text.value, path, value), path);
}

/** The text without what stands at a place; as it was when nothing stands there. */
export function removeIn(source: string, path: Path): string {
  const text = openText(source);
  const { found, missing } = placeOf(text, path);
  if (!found || missing.length > 0) return source;
  const made = withoutItem(text, found.collection, found.at);
  const empty = Array.isArray(valueAt(text.value, path.slice(0, -1))) ? [] : {};
  return certain(made ?? put(text, path.slice(0, -1), empty), withoutValue(text.value, path), path);
}

/** The text with one more item in a list, before the one that has this position now. */
export function insertIn(source: string, path: Path, position: number, value: Json): string {
  const text = openText(source);
  const held = valueAt(text.value, path);
  const { node } = placeOf(text, path);
  if (!Array.isArray(held) || held.length === 0) return setIn(source, path, [value]);
  if (!isCollection(node)) throw elsewhere(path);
  const at = Math.min(position, held.length);
  const made = inserted(text, node, at, { key: undefined, value });
  return certain(made, withValue(text.value, path, held.toSpliced(at, 0, value)), path);
}

/** The text with an entry of the object or list at `path` at another position, along with the comments right above it. */
export function moveIn(source: string, path: Path, from: number, to: number): string {
  const text = openText(source);
  const held = valueAt(text.value, path);
  const { node } = placeOf(text, path);
  if (!isCollection(node) || typeof held !== "object" || held === null) throw elsewhere(path);
  const made = Array.isArray(held)
    ? ordered(held, from, to)
    : Object.fromEntries(ordered(Object.entries(held), from, to));
  return certain(moved(text, node, from, to), withValue(text.value, path, made), path);
}

function ordered<Held>(all: readonly Held[], from: number, to: number): Held[] {
  return all.toSpliced(from, 1).toSpliced(to, 0, ...all.slice(from, from + 1));
}

/** Puts a value where nothing stands, or something that has nothing in common with it. */
function put(text: OpenText, path: Path, value: Json): string {
  const place = placeOf(text, path);
  const { found, node, missing } = place;
  const [key, ...deeper] = missing;
  const room = isCollection(node) ? itemsOf(node, text.source) : [];
  if (key !== undefined && isCollection(node) && room.length > 0) {
    const name = typeof key === "number" ? undefined : key;
    const at = name === undefined ? room.length : positionFor(path.slice(0, -missing.length), name, room);
    return inserted(text, node, at, { key: name, value: nested(deeper, value) });
  }
  const whole = nested(missing, value);
  return found ? replaced(text, found.collection, found.item, whole, found.inFlow) : rewritten(text, place, whole);
}

function nested(path: Path, value: Json): Json {
  return withValue(undefined, path, value);
}

/** A text that holds nothing yet keeps its comments. */
function rewritten({ source, unit }: OpenText, { node }: Place, value: Json): string {
  const kept = node === null ? source : "";
  const lines = linesOf(value, { indent: 0, unit, flow: false }).join("\n");
  return `${kept}${kept === "" || kept.endsWith("\n") ? "" : "\n"}${lines}\n`;
}

/** Entry by entry, so that what stays keeps its words. */
function merged(source: string, path: Path, was: JsonObject, value: JsonObject): string | undefined {
  const names = Object.keys(value);
  if (names.length === 0) return undefined;
  const set = names.reduce((text, name) => setIn(text, [...path, name], value[name] ?? null), source);
  const gone = Object.keys(was).filter((name) => !Object.hasOwn(value, name));
  return gone.reduce((text, name) => removeIn(text, [...path, name]), set);
}

/** What begins and ends alike stays; between, item by item. */
function mergedList(source: string, path: Path, was: readonly Json[], value: readonly Json[]): string | undefined {
  if (value.length === 0 || was.length === 0) return undefined;
  const shorter = Math.min(was.length, value.length);
  let first = 0;
  while (first < shorter && equal(was[first], value[first])) first += 1;
  let last = 0;
  while (last < shorter - first && equal(was.at(-1 - last), value.at(-1 - last))) last += 1;
  let text = source;
  const both = shorter - last;
  for (let at = first; at < both; at += 1) text = setIn(text, [...path, at], value[at] ?? null);
  for (let at = both; at < value.length - last; at += 1) text = insertIn(text, path, at, value[at] ?? null);
  for (let at = was.length - last - 1; at >= Math.max(both, value.length - last); at -= 1)
    text = removeIn(text, [...path, at]);
  return text;
}

function equal(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonical(one) === canonical(other);
}

/** A text is only handed on when it says exactly what was wanted; otherwise an edit would break something unseen. */
export function certain(made: string, wanted: Json, path: Path): string {
  try {
    if (equal(openText(made).value, wanted)) return made;
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
  }
  throw elsewhere(path);
}
