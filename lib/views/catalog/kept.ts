import { database } from "#db/client.ts";
import { catalogStamp, listCards, listOffered } from "#db/offering.ts";
import { listTeams } from "#db/organisation.ts";
import { shared } from "../shared.ts";
import { entryOf, type Entry } from "./entry.ts";
import { prepare, type Prepared } from "./prepared.ts";

interface Kept {
  stamp: string;
  prepared: Prepared;
  /** By offering, with what tells its revision from others. */
  entries: ReadonlyMap<string, { key: string; entry: Entry }>;
}

// One catalog per process, however many instances of this module Next.js makes.
declare global {
  var paoCatalog: Kept | undefined;
}

/** All offerings as they are offered now. Of a catalog that changed, only what is new is read. */
export const currentCatalog = shared(async (): Promise<Prepared> => {
  const stamp = await catalogStamp(database());
  const kept = globalThis.paoCatalog;
  if (kept?.stamp === stamp) return kept.prepared;
  const entries = await entriesNow(kept?.entries ?? new Map());
  const prepared = prepare([...entries.values()].map(({ entry }) => entry));
  globalThis.paoCatalog = { stamp, prepared, entries };
  return prepared;
});

async function entriesNow(before: Kept["entries"]): Promise<Kept["entries"]> {
  const db = database();
  const [offered, teams] = await Promise.all([listOffered(db), listTeams(db)]);
  const titles = new Map(teams.map(({ name, title }) => [name, title]));
  const stands = new Map(
    offered.flatMap((of) => {
      const known = before.get(of.name);
      const same = known?.key === keyOf(of) && known.entry.item.owner.title === titles.get(known.entry.item.owner.name);
      return known && same ? [[of.name, known] as const] : [];
    }),
  );
  const unknown = offered.filter(({ name }) => !stands.has(name)).map(({ name }) => name);
  const cards = unknown.length === 0 ? [] : await listCards(db, unknown);
  return new Map([
    ...stands,
    ...cards.map((card) => [card.name, { key: keyOf(card), entry: entryOf(card, titles) }] as const),
  ]);
}

const keyOf = ({ number, publishedAt }: { number: number; publishedAt: Date }) => `${number} ${publishedAt.getTime()}`;
