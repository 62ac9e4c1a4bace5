import { expect, test } from "vitest";
import { newName, title } from "./name.ts";

const fits = (name: string) => newName.safeParse(name).success;
const malformed = ["", "Checkout", "2nd", "a--b", "-a", "a-", "a_b", "a/b", "ä", "a".repeat(64), "a\n"];

test("a name is lowercase words with single dashes", () => {
  const right = ["checkout", "data-platform", "a", "team-2"];
  expect([...right, ...malformed].filter(fits)).toEqual(right);
});

test("a name is no word that an address, YAML or JavaScript would take for something else", () => {
  expect(["new", "on", "null", "true", "constructor", "all"].filter(fits)).toEqual([]);
});

test("a title is one line that says something", () => {
  expect(title.parse("  Data Platform ")).toBe("Data Platform");
  const unfit = ["", "  ", "a\nb", "a\u202Eb", "x".repeat(101)];
  expect(unfit.filter((text) => title.safeParse(text).success)).toEqual([]);
});
