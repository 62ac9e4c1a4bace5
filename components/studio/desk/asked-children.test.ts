import { expect, test } from "vitest";
import { askedChildren } from "./asked-children.ts";

const offerings = ["postgresql", "redis", ...Array.from({ length: 80 }, (_, at) => `part-${at}`)];

test("while a name is written letter by letter, only the whole one is asked for", () => {
  const typed = Array.from("postgresql", (_, at) => "postgresql".slice(0, at + 1));
  expect(typed.reduce<readonly string[]>((asked, name) => askedChildren(asked, [name], offerings), [])).toEqual([
    "postgresql",
  ]);
});

test("what is named no longer is kept, and nothing is asked anew", () => {
  const asked = askedChildren(["postgresql"], ["redis"], offerings);
  expect(asked).toEqual(["postgresql", "redis"]);
  expect(askedChildren(asked, ["redis"], offerings)).toBe(asked);
});

test("never more are asked for than are told at once, and those that are named come first", () => {
  const asked = askedChildren(offerings.slice(2, 52), ["redis"], offerings);
  expect(asked).toHaveLength(50);
  expect(asked).toContain("redis");
  const all = askedChildren([], offerings, offerings);
  expect(askedChildren(all, offerings, offerings)).toBe(all);
});

test("who may not know which offerings there are asks for whatever can be a name", () => {
  expect(askedChildren([], ["redis", "x".repeat(64)])).toEqual(["redis"]);
});
