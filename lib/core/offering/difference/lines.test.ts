import fc from "fast-check";
import { expect, test } from "vitest";
import { differentLines, unifiedDiff } from "./lines.ts";

const text = fc.array(fc.constantFrom("a", "b", "c", "")).map((lines) => lines.join("\n"));
const linesOf = (given: string) => given.split("\n");

test("what is the same differs in nothing, whatever ends its lines", () => {
  expect(differentLines("a\nb\n", "a\nb\n")).toEqual([]);
  expect(differentLines("a\r\nb\r\n", "a\nb\n")).toEqual([]);
});

test("each line has its number in the text it stands in", () => {
  expect(differentLines("a\nb\nc\n", "a\nx\nc\n")).toEqual([
    {
      lines: [
        { kind: "same", was: 1, is: 1, text: "a" },
        { kind: "gone", was: 2, is: null, text: "b" },
        { kind: "come", was: null, is: 2, text: "x" },
        { kind: "same", was: 3, is: 3, text: "c" },
      ],
    },
  ]);
});

test("changes that lie apart are told apart", () => {
  const many = Array.from({ length: 40 }, (_, at) => `line ${at}`);
  const changed = many.with(2, "first").with(35, "second");
  expect(differentLines(many.join("\n"), changed.join("\n"))).toHaveLength(2);
});

test("every line that is told stands where its number says", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const [was, is] = [linesOf(before), linesOf(after)];
      const told = differentLines(before, after).flatMap(({ lines }) => lines);
      const [ofWas, ofIs] = [told.filter(({ was: at }) => at !== null), told.filter(({ is: at }) => at !== null)];
      expect(ofWas.map(({ was: at }) => was[(at ?? 0) - 1])).toEqual(ofWas.map((line) => line.text));
      expect(ofIs.map(({ is: at }) => is[(at ?? 0) - 1])).toEqual(ofIs.map((line) => line.text));
    }),
  );
});

test("texts that share nothing are told at once, as large as they may be", () => {
  const all = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word} ${at}`).join("\n");
  const [hunk, ...others] = differentLines(all("old"), all("new"));
  expect(others).toEqual([]);
  expect(hunk?.lines).toHaveLength(40_000);
});

test("the audit keeps it as diff -u writes it, within bounds", () => {
  expect(unifiedDiff("a\nb\nc\n", "a\nx\nc\n", 1_000)).toBe("@@ -1,3 +1,3 @@\n a\n-b\n+x\n c");
  expect(unifiedDiff("a\n", "b\n".repeat(1_000), 30)).toMatch(/^.{30}\n… cut off here$/s);
});
