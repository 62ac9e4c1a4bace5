import { expect, test } from "vitest";
import { Dice } from "./dice.ts";

test("the same seed throws the same", () => {
  const throws = (seed: number) => {
    const dice = new Dice(seed);
    return Array.from({ length: 20 }, () => dice.throw());
  };
  expect(throws(7)).toEqual(throws(7));
  expect(throws(7)).not.toEqual(throws(8));
});

test("what has more weight is picked more often, and what has none never", () => {
  const dice = new Dice(1);
  const picked = Array.from({ length: 1000 }, () =>
    dice.pick([
      [3, "often"],
      [1, "seldom"],
      [0, "never"],
    ]),
  );
  const count = (what: string) => picked.filter((one) => one === what).length;
  expect(count("never")).toBe(0);
  expect(count("often")).toBeGreaterThan(2 * count("seldom"));
});
