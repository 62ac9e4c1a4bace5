import fc from "fast-check";
import { expect, test } from "vitest";
import { Rate } from "./rate.ts";

test("a minute's worth may come at once, and then as much as has passed", () => {
  const rate = new Rate(60);
  for (let n = 59; n >= 0; n--) expect(rate.take("a", 0)).toEqual({ left: n });
  expect(rate.take("a", 0)).toEqual({ waitSeconds: 1 });
  expect(rate.take("a", 999)).toEqual({ waitSeconds: 1 });
  expect(rate.take("a", 1000)).toEqual({ left: 0 });
  expect(rate.take("a", 61_000)).toEqual({ left: 59 });
});

test("what one asks is not counted for another", () => {
  const rate = new Rate(1);
  expect(rate.take("a", 0)).toEqual({ left: 0 });
  expect(rate.take("b", 0)).toEqual({ left: 0 });
  expect(rate.take("a", 0)).toEqual({ waitSeconds: 60 });
});

test("a clock that goes back gives nobody more", () => {
  const rate = new Rate(1);
  rate.take("a", 60_000);
  expect(rate.take("a", 0)).toEqual({ waitSeconds: 60 });
  expect(rate.take("a", 60_000)).toEqual({ waitSeconds: 60 });
});

test("who waits as long as told is let through", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 10_000 }), (perMinute, start) => {
      const rate = new Rate(perMinute);
      for (let n = 0; n < perMinute; n++) rate.take("a", start);
      const refused = rate.take("a", start);
      const wait = "waitSeconds" in refused ? refused.waitSeconds : 0;
      expect(wait).toBeGreaterThan(0);
      expect(rate.take("a", start + wait * 1000)).toHaveProperty("left");
    }),
  );
});

test("never are more let through than the minutes that passed hold", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), pauses, (perMinute, all) => {
      const rate = new Rate(perMinute);
      let now = 0;
      let through = 0;
      for (const pause of all) {
        now += pause;
        if ("left" in rate.take("a", now)) through += 1;
      }
      expect(through).toBeLessThanOrEqual(perMinute + Math.ceil((now / 60_000) * perMinute));
    }),
  );
});
