import type { Actor } from "#lib/core/access.ts";
import { asItems, orderCounts, visibleEntries, type Entry } from "./items.ts";
import { fit, wordsOf } from "./search.ts";
import type { CatalogView } from "./shape.ts";

export interface CatalogQuery {
  text?: string;
  category?: string;
  /** `best`: what fits best, then what is ordered most. */
  sort?: "best" | "name" | "newest";
  offset?: number;
  limit?: number;
}

/** The offerings that fit, a page of them as cards; categories count what fits the text. */
export async function catalog(actor: Actor, query: CatalogQuery = {}): Promise<CatalogView> {
  const { category, sort = "best", offset = 0, limit = 60 } = query;
  const fitting = fittingEntries(await visibleEntries(actor), wordsOf(query.text ?? ""));
  const chosen = category === undefined ? fitting : fitting.filter(({ entry }) => entry.item.category === category);
  const sorted = await inOrder(chosen, sort);
  const items = await asItems(sorted.slice(offset, offset + limit).map(({ entry }) => entry));
  return { items, categories: categoriesOf(fitting), total: chosen.length };
}

interface Fitting {
  entry: Entry;
  score: number;
}

function fittingEntries(entries: readonly Entry[], words: readonly string[]): Fitting[] {
  if (words.length === 0) return entries.map((entry) => ({ entry, score: 0 }));
  return entries.flatMap((entry) => {
    const score = fit(entry, words);
    return score === 0 ? [] : [{ entry, score }];
  });
}

async function inOrder(fitting: Fitting[], sort: "best" | "name" | "newest"): Promise<Fitting[]> {
  const orders = await orderCounts();
  const byTitle = (a: Fitting, b: Fitting) => (a.entry.searched.title < b.entry.searched.title ? -1 : 1);
  const compare = {
    name: byTitle,
    newest: (a: Fitting, b: Fitting) => b.entry.publishedAt.getTime() - a.entry.publishedAt.getTime() || byTitle(a, b),
    best: (a: Fitting, b: Fitting) =>
      b.score - a.score || orders(b.entry.item.name) - orders(a.entry.item.name) || byTitle(a, b),
  } as const;
  return fitting.toSorted(compare[sort]);
}

function categoriesOf(fitting: readonly Fitting[]): CatalogView["categories"] {
  const counts = Map.groupBy(fitting, ({ entry }) => entry.item.category);
  return [...counts].map(([name, of]) => ({ name, count: of.length })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
