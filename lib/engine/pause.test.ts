import fc from "fast-check";
import { expect, test } from "vitest";
import { afterSilence, mostTries, nextLook, tryAgain } from "./pause.ts";

test("the fifth failure in a row is the last", () => {
  expect(tryAgain(mostTries - 1, undefined, 0.5)).not.toBeNull();
  expect(tryAgain(mostTries, undefined, 0.5)).toBeNull();
});

test("a person is told when, and how many tries are left", () => {
  expect(tryAgain(2, 12, 0.5)).toEqual({ seconds: 12, note: "trying again in 12 s, third of five" });
});

test("a pause is never shorter than the outside asked for, and never longer than ten minutes", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.double({ min: 0, max: 5000, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failed, asked, random) => {
        const again = tryAgain(failed, asked, random);
        return again !== null && again.seconds >= Math.min(600, asked) && again.seconds <= 600;
      },
    ),
  );
});

test("looks become rarer with the time waited, up to a limit", () => {
  expect(nextLook(2, 0, 60)).toBe(2);
  expect(nextLook(2, 300, 60)).toBe(30);
  expect(nextLook(2, 86_400, 60)).toBe(60);
  expect(nextLook(300, 86_400, 60)).toBe(300);
});

test("an outside that could not answer is left alone for a while", () => {
  expect(afterSilence(undefined, 60)).toBe(15);
  expect(afterSilence(40, 60)).toBe(40);
  expect(afterSilence(undefined, 2)).toBe(2);
});
