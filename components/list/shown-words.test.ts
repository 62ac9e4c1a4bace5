import { expect, test } from "vitest";
import { shownWords } from "./shown-words.ts";

test.each([
  [0, "0 people shown"],
  [1, "One is shown"],
  [2, "2 people shown"],
])("%i is told without a wrong plural", (count, words) => {
  expect(shownWords(count, "people")).toBe(words);
});
