import fc from "fast-check";
import { expect, test } from "vitest";
import { bounds, notPlain } from "./plain.ts";

test("plain JSON is plain, whatever it holds", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8, stringUnit: "grapheme" }), (value) => {
      fc.pre(!JSON.stringify(value).includes("\\u"));
      expect(notPlain(value)).toBeNull();
    }),
  );
});

test("nesting is bounded, and finding that out does not exhaust the stack", () => {
  const nested = (depth: number) => {
    let value: unknown = 1;
    for (let level = 0; level < depth; level += 1) value = [value];
    return value;
  };
  expect(notPlain(nested(bounds.depth))).toBeNull();
  expect(notPlain(nested(bounds.depth + 1))?.message).toContain("nested");
  expect(notPlain(nested(100_000))?.message).toContain("nested");
});

test("the number of values is bounded", () => {
  expect(notPlain(Array.from({ length: bounds.values }, () => 1))?.message).toContain("values");
});

test.each([
  ["NUL", { a: { b: "x\0" } }, "/a/b"],
  ["half a surrogate pair", { a: ["\uD800"] }, "/a/0"],
  ["NUL in a name", { "a\0": 1 }, "/a\0"],
  ["a number that is none", { a: Number.NaN }, "/a"],
  ["what no JSON can hold", { a: 1n }, "/a"],
  ["a function", { "a/b": () => 1 }, "/a~1b"],
])("%s is told at its place", (_, value, path) => {
  expect(notPlain(value)).toMatchObject({ severity: "error", path });
});
