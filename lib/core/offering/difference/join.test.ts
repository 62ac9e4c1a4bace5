import fc from "fast-check";
import { expect, test } from "vitest";
import { joinTexts } from "./join.ts";

const base = ["kind: Offering", "title: Store", "inputs:", "  name: {}", "  size: {}", "steps:", "  - id: make", ""];
const text = (lines: readonly string[]) => lines.join("\n");
const with_ = (at: number, ...lines: string[]) => text(base.toSpliced(at, 1, ...lines));

test("changes in different places are both in the joined text", () => {
  const mine = with_(1, "title: Big store");
  const theirs = with_(6, "  - id: make", "  - id: tell");
  const both = text(base.with(1, "title: Big store").toSpliced(7, 0, "  - id: tell"));
  expect(joinTexts(text(base), mine, theirs)).toBe(both);
});

test("changes of the same line are left to people, unless they say the same", () => {
  const mine = with_(1, "title: Big store");
  expect(joinTexts(text(base), mine, with_(1, "title: Small store"))).toBeNull();
  expect(joinTexts(text(base), mine, mine)).toBe(mine);
});

test("a line that one took away and the other changed is left to people", () => {
  expect(joinTexts(text(base), with_(4), with_(4, "  size: { type: string }"))).toBeNull();
});

test("whoever changed nothing gets what the other wrote, and the order of the two does not matter", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "", "  d"), { maxLength: 12 }).map(text);
  fc.assert(
    fc.property(lines, lines, lines, (from, mine, theirs) => {
      expect(joinTexts(from, mine, from)).toBe(mine);
      expect(joinTexts(from, from, theirs)).toBe(theirs);
      expect(joinTexts(from, mine, theirs)).toBe(joinTexts(from, theirs, mine));
    }),
    { numRuns: 300 },
  );
});

test("texts of lines that are all alike are joined, or left to people, in a moment", () => {
  const alike = Array.from({ length: 11_000 }, (_, at): string => (at % 2 === 0 ? "      - a" : ""));
  const began = performance.now();
  const joined = joinTexts(text(alike), text(alike.with(3, "mine")), text(alike.with(10_000, "theirs")));
  expect(joined).toBe(text(alike.with(3, "mine").with(10_000, "theirs")));
  expect(joinTexts(text(alike), "another", "one")).toBeNull();
  expect(performance.now() - began).toBeLessThan(20_000);
});
