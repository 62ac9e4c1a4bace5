/** What a regular expression does within bounds, where a proof of linear time says nothing about the constant. */
export interface Outline {
  /** How many ways its bounded parts may match at most: `(a|b){2}` has four, `a{0,61}` has sixty-two. */
  ways: number;
  /** The same expression with every counted repetition as `*` or `+`: linear when this is, whatever the counts. */
  uncounted: string;
}

interface Cursor {
  source: string;
  at: number;
}

const many = 1e9;

/** Reads a regular expression that is known to be well formed. */
export function outline(source: string): Outline {
  return alternatives({ source, at: 0 });
}

function alternatives(cursor: Cursor): Outline {
  let all = sequence(cursor);
  while (cursor.source[cursor.at] === "|") {
    cursor.at += 1;
    const next = sequence(cursor);
    all = { ways: capped(all.ways + next.ways), uncounted: `${all.uncounted}|${next.uncounted}` };
  }
  return all;
}

function sequence(cursor: Cursor): Outline {
  const whole: Outline = { ways: 1, uncounted: "" };
  while (cursor.at < cursor.source.length && !"|)".includes(cursor.source[cursor.at] ?? "")) {
    const part = repeated(cursor, atom(cursor));
    whole.ways = capped(whole.ways * part.ways);
    whole.uncounted += part.uncounted;
  }
  return whole;
}

function atom(cursor: Cursor): Outline {
  const { source, at } = cursor;
  if (source[at] === "(") return group(cursor);
  const length = source[at] === "[" ? classLength(source, at) : escapeLength(source, at);
  cursor.at += length;
  return { ways: 1, uncounted: source.slice(at, at + length) };
}

function group(cursor: Cursor): Outline {
  const opening = /\((\?(:|=|!|<=|<!|<[^>]*>|[a-z-]*:))?/y;
  opening.lastIndex = cursor.at;
  const open = opening.exec(cursor.source)?.[0] ?? "(";
  cursor.at += open.length;
  const inside = alternatives(cursor);
  cursor.at += 1;
  return { ways: inside.ways, uncounted: `${open}${inside.uncounted})` };
}

function classLength(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
  return at + 1 - start;
}

/** `a`, `\d`, `\u{1F600}`, `\p{L}`, `\k<name>` */
function escapeLength(source: string, at: number): number {
  if (source[at] !== "\\") return 1;
  const long = /\\(?:[upP]\{[^}]*\}|k<[^>]*>)/y;
  long.lastIndex = at;
  return long.exec(source)?.[0].length ?? 2;
}

function repeated(cursor: Cursor, inside: Outline): Outline {
  const quantifier = /(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/y;
  quantifier.lastIndex = cursor.at;
  const found = quantifier.exec(cursor.source);
  if (!found) return inside;
  cursor.at += found[0].length;
  const [, sign, least, comma, most, lazy = ""] = found;
  if (sign === "?") return { ways: capped(inside.ways + 1), uncounted: `${inside.uncounted}?${lazy}` };
  if (sign !== undefined) return { ways: inside.ways, uncounted: `${inside.uncounted}${sign}${lazy}` };
  const low = Number(least);
  const high = comma === "" ? low : most === "" ? Infinity : Number(most);
  const uncounted =
    high === 1
      ? `${inside.uncounted}${low === 1 ? "" : `?${lazy}`}`
      : `${inside.uncounted}${low === 0 ? "*" : "+"}${lazy}`;
  return { ways: waysOfCount(inside.ways, low, high), uncounted };
}

/** Each count between low and high is a way, and each repetition multiplies them. */
function waysOfCount(inside: number, low: number, high: number): number {
  if (high === Infinity) return capped(inside ** low);
  if (inside === 1) return capped(high - low + 1);
  let ways = 0;
  for (let count = low; count <= high && ways < many; count += 1) ways += inside ** count;
  return capped(ways);
}

function capped(ways: number): number {
  return Math.min(ways, many);
}
