import fc from "fast-check";
import { expect, test } from "vitest";
import { mostTries } from "#lib/core/lifecycle/tries.ts";
import { afterSilence, nextLook, tryAgain } from "./pause.ts";

test("the fifth failure in a row is the last", () => {
  expect(tryAgain(mostTries - 1, undefined, 0.5)).not.toBeNull();
  expect(tryAgain(mostTries, undefined, 0.5)).toBeNull();
});

test("a person is told when, and how many tries are left", () => {
  expect(tryAgain(2, 12, 0)).toEqual({ seconds: 12, tries: 2, note: "trying again in 12 s, third of five" });
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
  expect(nextLook(2, 0, 60, false)).toBe(2);
  expect(nextLook(2, 300, 60, false)).toBe(30);
  expect(nextLook(2, 3600, 60, false)).toBe(60);
  expect(nextLook(2, 30 * 86_400, 60, false)).toBe(600);
  expect(nextLook(900, 86_400, 60, false)).toBe(900);
});

test("where webhooks arrive, looks become rarer still", () => {
  expect(nextLook(2, 300, 60, true)).toBe(30);
  expect(nextLook(2, 3600, 60, true)).toBe(360);
  expect(nextLook(2, 30 * 86_400, 60, true)).toBe(3600);
});

test("a longer wait never means a shorter pause, and webhooks never mean more looks", () => {
  const seconds = fc.double({ min: 0, max: 1e7, noNaN: true });
  fc.assert(
    fc.property(seconds, seconds, fc.integer({ min: 1, max: 300 }), fc.boolean(), (a, b, longest, hears) => {
      const [before, after] = [Math.min(a, b), Math.max(a, b)];
      const pause = (waited: number, heard: boolean) => nextLook(1, waited, longest, heard);
      const same = after / 10 > longest || pause(after, true) === pause(after, false);
      return same && pause(before, hears) <= pause(after, hears) && pause(after, false) <= pause(after, true);
    }),
  );
});

test("an outside that could not answer is left alone for a while", () => {
  expect(afterSilence(undefined, 60)).toBe(15);
  expect(afterSilence(40, 60)).toBe(40);
  expect(afterSilence(undefined, 2)).toBe(2);
});
