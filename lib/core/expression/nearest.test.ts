import { expect, test } from "vitest";
import { listed, nearest } from "./nearest.ts";

test.each([
  ["sise", ["size", "name"], "size"],
  ["naem", ["size", "name"], "name"],
  ["type", ["type_name"], "type_name"],
  ["colour", ["size", "name"], undefined],
  ["module/postgres", ["modules/postgres"], "modules/postgres"],
  ["modules/postgers", ["modules/naming", "modules/postgres"], "modules/postgres"],
  ["modules/mine", ["modules/naming"], undefined],
])("%s among %j most likely means %s", (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});

test("a list of names is cut where it is too long to be read", () => {
  const names = Array.from({ length: 9 }, (_, index) => `n${index}`);
  expect(listed(names.slice(0, 3))).toBe("n0, n1 or n2");
  expect(listed(names)).toBe("n0, n1, n2, n3, n4, n5, n6 or others");
  expect(listed(names, "and", 20)).toBe("n0, n1, n2, n3, n4, n5, n6, n7 and n8");
});
