import { expect, test } from "vitest";
import { fit, sought, wordsOf } from "./search.ts";

interface Card {
  name: string;
  title: string;
  tags?: string;
  summary?: string;
  rest?: string;
}

const entry = ({ name, title, tags = "", summary = "", rest = "" }: Card) => ({
  item: {
    name,
    title,
    summary,
    owner: { name: "t", title: "T" },
    category: "c",
    tags: tags.split(" "),
    level: "automated" as const,
    lifecycle: "production" as const,
    icon: null,
    revision: 1,
  },
  searched: { title: title.toLowerCase(), tags, summary: summary.toLowerCase(), rest: `${name} ${rest}` },
});

const cards = [
  entry({
    name: "postgresql",
    title: "PostgreSQL database",
    tags: "sql relational",
    summary: "Managed, with backups.",
  }),
  entry({ name: "sql-access", title: "Access to a data set", tags: "iam", summary: "A login for one application." }),
  entry({ name: "queue", title: "Message queue", tags: "events", summary: "With retries, no SQL.", rest: "messaging" }),
];

function found(text: string): string[] {
  return cards
    .map((card) => ({ name: card.item.name, scores: wordsOf(text).map((word) => fit(card, sought(word))) }))
    .filter(({ scores }) => scores.every((score) => score > 0))
    .map(({ name, scores }) => ({ name, score: scores.reduce((sum, score) => sum + score, 0) }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ name }) => name);
}

test.each([
  ["a title's beginning", "post", ["postgresql"]],
  ["a tag before a name, a name before a summary", "sql", ["postgresql", "sql-access", "queue"]],
  ["every word has to be somewhere", "message retries", ["queue"]],
  ["words in any order and case", "DATABASE postgresql", ["postgresql"]],
  ["the owner", "messaging", ["queue"]],
  ["nothing that is nowhere", "kubernetes", []],
])("search finds %s", (_, text, names) => {
  expect(found(text)).toEqual(names);
});

test("blanks are no words", () => {
  expect(wordsOf("  a\t b\n")).toEqual(["a", "b"]);
});
