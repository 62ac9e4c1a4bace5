import { may, type Actor } from "#lib/core/access.ts";
import type { Entry } from "./entry.ts";
import { find, type Question } from "./find.ts";
import { asItems, type Finding, recentHistory } from "./items.ts";
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
  const open = openTo(actor, prepared);
  const found = find(prepared, history, open, asked);
  return {
    items: await asItems(found.entries, findingIn(prepared, open)),
    categories: found.categories,
    total: found.total,
    all: found.all,
  };
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

/** What this actor finds in the catalog by name. */
export async function findingFor(actor: Actor): Promise<Finding> {
  const prepared = await currentCatalog();
  return findingIn(prepared, openTo(actor, prepared));
}

function findingIn({ entries, placeOf, audienceOf }: Prepared, open: readonly boolean[]): Finding {
  return (name) => {
    const place = placeOf.get(name) ?? -1;
    const item = open[audienceOf[place] ?? -1] ? entries[place]?.item : undefined;
    return item ? { name, title: item.title } : null;
  };
}

const openTo = (actor: Actor, { audiences }: Prepared): boolean[] =>
  audiences.map((audience) => may(actor, { verb: "catalog.read", ...audience }).allowed);
