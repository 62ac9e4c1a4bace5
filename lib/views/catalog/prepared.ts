import { fit, sought } from "./search.ts";
import type { Entry } from "./entry.ts";

/** Who an offering is for, as permission is asked; many offerings share few of them. */
export type Audience = { owner: string; availableTo: readonly string[] | undefined };

/** All offerings, arranged so that a question touches no text that does not hold its words. A place is an index into `entries`. */
export interface Prepared {
  /** By title, then by name. */
  entries: readonly Entry[];
  placeOf: ReadonlyMap<string, number>;
  /** Places, the newest first. */
  newest: readonly number[];
  audiences: readonly Audience[];
  /** By place: which of the audiences. */
  audienceOf: readonly number[];
  /** By name. */
  categories: readonly string[];
  /** By place: which of the categories. */
  categoryOf: readonly number[];
  /** What can be found, in the order of places, and where each place's text begins. */
  haystack: string;
  starts: readonly number[];
  /** What was looked for lately: by place, how well the word fits. */
  fits: Map<string, Uint8Array>;
}

export function prepare(given: readonly Entry[]): Prepared {
  const entries = given.toSorted(byTitle);
  const texts = entries.map(({ searched: { title, tags, summary, rest } }) =>
    [title, tags, summary, rest, ""].join("\n"),
  );
  const starts: number[] = [];
  let length = 0;
  for (const text of texts) {
    starts.push(length);
    length += text.length;
  }
  const categories = [...new Set(entries.map(({ item }) => item.category))].sort();
  return {
    entries,
    categories,
    categoryOf: entries.map(({ item }) => categories.indexOf(item.category)),
    placeOf: new Map(entries.map(({ item }, place) => [item.name, place])),
    newest: entries
      .map(({ publishedAt }, place) => ({ at: publishedAt.getTime(), place }))
      .sort((a, b) => b.at - a.at)
      .map(({ place }) => place),
    ...audiencesOf(entries),
    haystack: texts.join(""),
    starts,
    fits: new Map(),
  };
}

function byTitle(a: Entry, b: Entry): number {
  if (a.searched.title !== b.searched.title) return a.searched.title < b.searched.title ? -1 : 1;
  return a.item.name < b.item.name ? -1 : 1;
}

function audiencesOf(entries: readonly Entry[]): Pick<Prepared, "audiences" | "audienceOf"> {
  const known = new Map<string, number>();
  const audiences: Audience[] = [];
  const audienceOf = entries.map(({ item: { owner }, availableTo }) => {
    const key = JSON.stringify([owner.name, availableTo]);
    const index = known.get(key) ?? audiences.push({ owner: owner.name, availableTo }) - 1;
    known.set(key, index);
    return index;
  });
  return { audiences, audienceOf };
}

const keptWords = 64;

/** By place, how well all words fit together; 0 where one of them is missing, 1 everywhere without any. */
export function fitsOf(prepared: Prepared, words: readonly string[]): Uint16Array {
  const [first, ...others] = words.map((word) => fitsOfWord(prepared, word));
  const sums = first ? Uint16Array.from(first) : new Uint16Array(prepared.entries.length).fill(1);
  for (const other of others)
    sums.forEach((sum, place) => {
      const more = other[place] ?? 0;
      sums[place] = sum === 0 || more === 0 ? 0 : sum + more;
    });
  return sums;
}

function fitsOfWord(prepared: Prepared, word: string): Uint8Array {
  const known = prepared.fits.get(word);
  const fits = known ?? lookFor(prepared, word);
  // The one that was wanted last stands last.
  prepared.fits.delete(word);
  prepared.fits.set(word, fits);
  const [oldest] = prepared.fits.keys();
  if (prepared.fits.size > keptWords && oldest !== undefined) prepared.fits.delete(oldest);
  return fits;
}

/** No word holds a line's end, so what is found lies within one text. */
function lookFor({ entries, haystack, starts }: Prepared, word: string): Uint8Array {
  const fits = new Uint8Array(entries.length);
  const wanted = sought(word);
  let place = 0;
  for (let at = haystack.indexOf(word); at !== -1; at = haystack.indexOf(word, starts[place])) {
    while ((starts[place + 1] ?? Infinity) <= at) place += 1;
    const entry = entries[place];
    if (entry) fits[place] = fit(entry, wanted);
    place += 1;
    if (place >= entries.length) break;
  }
  return fits;
}
