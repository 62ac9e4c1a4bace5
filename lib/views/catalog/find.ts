import { fitsOf, type Prepared } from "./prepared.ts";
import type { Entry } from "./entry.ts";
import type { CatalogView } from "./shape.ts";

export interface Question {
  words: readonly string[];
  category?: string | undefined;
  /** `best`: what fits best, then what is ordered most. */
  sort: "best" | "name" | "newest";
  offset: number;
  limit: number;
}

export interface Found {
  entries: Entry[];
  /** What fits the words, in every category. */
  categories: CatalogView["categories"];
  /** What fits the words and the category. */
  total: number;
  /** Whatever is there for the asker. */
  all: number;
}

/** How often each offering was ordered. The same object is asked about again and again, so what it means is kept. */
type Orders = ReadonlyMap<string, { orders: number }>;

/**
 * A page of what fits, and how much there is; every list is walked once, and only the page is looked at closely.
 * `open` says of each audience whether the asker belongs to it.
 */
export function find(
  prepared: Prepared,
  orders: Orders,
  open: readonly boolean[],
  { words, category, sort, offset, limit }: Question,
): Found {
  const { entries, audienceOf, categoryOf, categories } = prepared;
  const fits = fitsOf(prepared, words);
  const wanted = category === undefined ? undefined : categories.indexOf(category);
  const counts = new Uint32Array(categories.length);
  const chosen = new Uint16Array(entries.length);
  let all = 0;
  let total = 0;
  for (let place = 0; place < entries.length; place += 1) {
    if (!open[audienceOf[place] ?? -1]) continue;
    all += 1;
    const value = fits[place] ?? 0;
    if (value === 0) continue;
    const of = categoryOf[place] ?? -1;
    counts[of] = (counts[of] ?? 0) + 1;
    if (wanted !== undefined && of !== wanted) continue;
    chosen[place] = value;
    total += 1;
  }
  const places = arranged(prepared, orders, chosen, sort).slice(offset, offset + limit);
  return {
    entries: places.flatMap((place) => entries[place] ?? []),
    categories: named(categories, counts),
    total,
    all,
  };
}

function named(names: readonly string[], counts: Uint32Array): CatalogView["categories"] {
  return names.flatMap((name, index) => (counts[index] ? [{ name, count: counts[index] }] : []));
}

function arranged(prepared: Prepared, orders: Orders, chosen: Uint16Array, sort: Question["sort"]): number[] {
  if (sort === "name") return [...chosen.keys()].filter((place) => chosen[place] !== 0);
  if (sort === "newest") return prepared.newest.filter((place) => chosen[place] !== 0);
  const byFit = new Map<number, number[]>();
  for (const place of mostOrdered(prepared, orders)) {
    const value = chosen[place] ?? 0;
    if (value === 0) continue;
    const same = byFit.get(value);
    if (same) same.push(place);
    else byFit.set(value, [place]);
  }
  return [...byFit].sort(([a], [b]) => b - a).flatMap(([, places]) => places);
}

const arrangements = new WeakMap<Orders, { of: Prepared; places: readonly number[] }>();

/** All places, what is ordered most first, then by title. */
function mostOrdered(prepared: Prepared, orders: Orders): readonly number[] {
  const known = arrangements.get(orders);
  if (known?.of === prepared) return known.places;
  const counted = prepared.entries.map(({ item }, place) => ({ place, count: orders.get(item.name)?.orders ?? 0 }));
  const places = counted.sort((a, b) => b.count - a.count).map(({ place }) => place);
  arrangements.set(orders, { of: prepared, places });
  return places;
}
