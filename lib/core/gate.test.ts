import fc from "fast-check";
import { expect, test } from "vitest";
import { entered, type Gate, isGated, limitsOf, room } from "./gate.ts";

const fresh: Gate = { tokens: 0, filledAt: null, pausedUntil: null };
const start = Date.parse("2026-01-01T00:00:00Z");
const after = (ms: number) => new Date(start + ms);

test("never do more turns begin within any minute than the connection allows, however they come", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 120 }),
      fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 400 }),
      (perMinute, pauses) => {
        const begun: number[] = [];
        let gate = fresh;
        let at = 0;
        for (const pause of pauses) {
          at += pause;
          if (room({ perMinute }, gate, after(at), 0) < 1) continue;
          gate = entered({ perMinute }, gate, after(at));
          begun.push(at);
        }
        for (const from of begun)
          expect(begun.filter((one) => one >= from && one < from + 60_000).length).toBeLessThanOrEqual(perMinute);
      },
    ),
    { numRuns: 60 },
  );
});

test("who asks all the time gets nine tenths of what a minute allows, at least", () => {
  let gate = fresh;
  let begun = 0;
  for (let at = 0; at < 600_000; at += 50) {
    if (room({ perMinute: 60 }, gate, after(at), 0) < 1) continue;
    gate = entered({ perMinute: 60 }, gate, after(at));
    begun++;
  }
  expect(begun / 10).toBeGreaterThanOrEqual(54);
});

test("so many are in hand at once, and no more", () => {
  const left = [0, 2, 3, 9].map((inHand) => room({ maxConcurrent: 3 }, fresh, after(0), inHand));
  expect(left).toEqual([3, 1, 0, 0]);
});

test("nobody goes in while the outside wants it slower, then one alone, and all once that one came back well", () => {
  const gate = { ...fresh, pausedUntil: after(1000) };
  expect(room({}, gate, after(999), 0)).toBe(0);
  expect([room({}, gate, after(1000), 0), room({}, gate, after(1000), 1)]).toEqual([1, 0]);
  expect(room({}, fresh, after(1000), 50)).toBe(Infinity);
});

test("a connection without limits and without a pause is not asked at all", () => {
  expect(isGated(limitsOf({ header: "X-Key" }), null)).toBe(false);
  expect(isGated(limitsOf({ maxConcurrent: 2 }), null)).toBe(true);
  expect(isGated({}, after(0))).toBe(true);
});
