import { may, type Actor } from "#lib/core/access.ts";
import type { Entry } from "./entry.ts";
import { find, type Question } from "./find.ts";
import { asItems, recentHistory } from "./items.ts";
import { currentCatalog } from "./kept.ts";
import { wordsOf } from "./search.ts";
import type { Prepared } from "./prepared.ts";
import type { CatalogView, Named } from "./shape.ts";

export interface CatalogQuery extends Partial<Omit<Question, "words">> {
  text?: string;
}

/** The offerings that fit, a page of them as cards; categories count what fits the text. */
export async function catalog(actor: Actor, query: CatalogQuery = {}): Promise<CatalogView> {
  const { text = "", category, sort = "best", offset = 0, limit = 60 } = query;
  const [prepared, history] = await Promise.all([currentCatalog(), recentHistory()]);
  const asked = { words: wordsOf(text), category, sort, offset, limit };
  const found = find(prepared, history, openTo(actor, prepared), asked);
  return { items: await asItems(found.entries), categories: found.categories, total: found.total, all: found.all };
}

/** Every offering there is for this actor, by title. */
export async function offeringsFor(actor: Actor): Promise<Named[]> {
  return (await offeredTo(actor)).map(({ item: { name, title } }) => ({ name, title }));
}

export async function offeredTo(actor: Actor): Promise<Entry[]> {
  const prepared = await currentCatalog();
  const open = openTo(actor, prepared);
  return prepared.entries.filter((_, place) => open[prepared.audienceOf[place] ?? -1]);
}

const openTo = (actor: Actor, { audiences }: Prepared): boolean[] =>
  audiences.map((audience) => may(actor, { verb: "catalog.read", ...audience }).allowed);
