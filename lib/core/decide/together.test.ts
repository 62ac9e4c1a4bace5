import { expect, test } from "vitest";
import type { Decision } from "./decision.ts";
import { about, together } from "./together.ts";

const allow: Decision = { answer: "allow", reasons: [] };
const deny = (sentence: string): Decision => ({ answer: "deny", reasons: [{ stage: "readiness", sentence }] });
const hold = (until: string | null, ...waitsFor: string[]): Decision => ({
  answer: "hold",
  until,
  waitsFor,
  reasons: [],
});

test("what stands in the way of one stands in the way of all, and is said once", () => {
  expect(together([allow, allow])).toEqual(allow);
  expect(together([allow, deny("No engine."), hold(null), deny("No engine.")])).toEqual(deny("No engine."));
});

test("all wait for what opens last, and for everybody who is waited for", () => {
  expect(together([hold("2026-01-01"), allow, hold("2026-02-01")])).toEqual(hold("2026-02-01"));
  expect(together([hold("2026-01-01", "a"), hold(null, "b"), hold(null, "a")])).toEqual(hold("2026-01-01", "a", "b"));
});

test("a reason about a part names it", () => {
  expect(about("Queue", deny("It is not offered."))).toEqual(deny("Queue: It is not offered."));
  expect(about("Queue", deny("Queue is not offered in dev."))).toEqual(deny("Queue is not offered in dev."));
});
