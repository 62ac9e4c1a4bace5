import fc from "fast-check";
import { expect, test } from "vitest";
import { entryOf, type Entry } from "./entry.ts";
import { find, type Found, type Question } from "./find.ts";
import { prepare } from "./prepared.ts";
import { fit, sought } from "./search.ts";

const teams = new Map([
  ["data", "Data platform"],
  ["net", "Networking"],
]);
const usual = { lifecycle: "production" as const, links: [], annotations: {} };
// Few letters, so that words are found inside others, at their beginning and not at all.
const text = fc.stringMatching(/^[ab -]{0,8}$/);
const card = fc.record({
  title: text,
  summary: text,
  tags: fc.array(text, { maxLength: 2 }),
  owner: fc.constantFrom("data", "net"),
  category: fc.constantFrom("x", "y"),
  availableTo: fc.option(fc.subarray(["data", "net"]), { nil: undefined }),
  day: fc.integer({ min: 1, max: 3 }),
});
const offerings = fc.array(card, { maxLength: 12 }).map((cards) =>
  cards.map(({ day, availableTo, ...metadata }, index): Entry => {
    const given = { ...metadata, name: `a-${index}`, ...usual };
    const publishedAt = new Date(2026, 0, day);
    const restricted = availableTo === undefined ? {} : { availableTo };
    const name = given.name;
    return entryOf({ name, number: 1, level: "ticket", publishedAt, metadata: { ...given, ...restricted } }, teams);
  }),
);
const question = fc.record({
  words: fc.array(fc.constantFrom("a", "b", "ab", "a-", "-1", "data", "platform", "x"), { maxLength: 3 }),
  category: fc.option(fc.constantFrom("x", "y"), { nil: undefined }),
  sort: fc.constantFrom("best" as const, "name" as const, "newest" as const),
  offset: fc.integer({ min: 0, max: 4 }),
  limit: fc.integer({ min: 1, max: 6 }),
});
const orderCounts = fc.dictionary(fc.constantFrom("a-0", "a-1", "a-2", "a-3"), fc.integer({ min: 1, max: 2 }));

interface Asker {
  name: string;
  sees: (entry: Pick<Entry, "availableTo"> & { owner: string }) => boolean;
}
const askers: Asker[] = [
  { name: "everything", sees: () => true },
  { name: "what is offered to data", sees: ({ availableTo, owner }) => availableTo?.includes("data") ?? owner !== "" },
];

/** The same, by looking at everything. */
function naively(entries: Entry[], asker: Asker, orders: Map<string, { orders: number }>, asked: Question): Found {
  const score = (entry: Entry) => {
    const fits = asked.words.map((word) => fit(entry, sought(word)));
    return fits.includes(0) ? 0 : fits.reduce((sum, value) => sum + value, 1);
  };
  const visible = entries.filter((entry) => asker.sees({ ...entry, owner: entry.item.owner.name }));
  const fitting = visible.filter((entry) => score(entry) > 0);
  const chosen = fitting.filter(({ item }) => asked.category === undefined || item.category === asked.category);
  const count = ({ item }: Entry) => orders.get(item.name)?.orders ?? 0;
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const byTitle = (a: Entry, b: Entry) => text(a.searched.title, b.searched.title) || text(a.item.name, b.item.name);
  const compare = {
    name: byTitle,
    newest: (a: Entry, b: Entry) => b.publishedAt.getTime() - a.publishedAt.getTime() || byTitle(a, b),
    best: (a: Entry, b: Entry) => score(b) - score(a) || count(b) - count(a) || byTitle(a, b),
  };
  const sorted = chosen.toSorted(compare[asked.sort]);
  const counts = Map.groupBy(fitting, ({ item }) => item.category);
  return {
    entries: sorted.slice(asked.offset, asked.offset + asked.limit),
    categories: [...counts].map(([name, of]) => ({ name, count: of.length })).sort((a, b) => text(a.name, b.name)),
    total: chosen.length,
    all: visible.length,
  };
}

test("what is found is what looking at every offering finds, in the same order, for whoever asks", () => {
  fc.assert(
    fc.property(offerings, orderCounts, fc.array(question, { maxLength: 4 }), (entries, counts, questions) => {
      const prepared = prepare(entries);
      const orders = new Map(Object.entries(counts).map(([name, count]) => [name, { orders: count }]));
      for (const asked of questions)
        for (const asker of askers)
          expect(find(prepared, orders, prepared.audiences.map(asker.sees), asked)).toEqual(
            naively(entries, asker, orders, asked),
          );
    }),
    { numRuns: 500 },
  );
});

test("a word that was looked for long ago is looked for again, with the same answer", () => {
  const metadata = {
    name: "queue",
    title: "Message queue",
    summary: "",
    tags: [],
    owner: "data",
    category: "x",
    ...usual,
  };
  const entry = entryOf({ name: "queue", number: 1, level: "ticket", publishedAt: new Date(0), metadata }, teams);
  const prepared = prepare([entry]);
  const ask = (word: string) =>
    find(prepared, new Map(), [true], { words: [word], sort: "best", offset: 0, limit: 5 }).total;
  expect(ask("queue")).toBe(1);
  for (let index = 0; index < 200; index += 1) expect(ask(`nowhere-${index}`)).toBe(0);
  expect(prepared.fits.size).toBeLessThanOrEqual(64);
  expect(ask("queue")).toBe(1);
});
