import fc from "fast-check";
import { expect, test } from "vitest";
import { changeBetween } from "./change.ts";

test("only what differs is replaced, so that the cursor stays where it is", () => {
  expect(changeBetween("name: a\nsize: b\n", "name: a\nsize: big\n")).toEqual({ from: 15, to: 15, insert: "ig" });
});

test("a text that differs by its line ends alone is the same text", () => {
  expect(changeBetween("a\nb\n", "a\r\nb\r\n")).toBeNull();
});

test("whatever the texts, the change makes one of the other", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const change = changeBetween(before, after);
      const made = change ? before.slice(0, change.from) + change.insert + before.slice(change.to) : before;
      expect(made).toBe(after);
    }),
  );
});
