import { expect, test } from "vitest";
import { settings } from "./settings.ts";

test("what is not said is chosen, and a longer run has more orders", () => {
  expect(settings(["seed=7"])).toEqual({ seed: 7, minutes: 5, orders: 300, keep: false });
  expect(settings(["minutes=2", "seed=1", "keep=yes"])).toEqual({ seed: 1, minutes: 2, orders: 120, keep: true });
});

test("a word that means nothing is refused by its name", () => {
  expect(() => settings(["sed=7"])).toThrow(/sed/);
  expect(() => settings(["minutes=0"])).toThrow(/minutes/);
});
