import { expect, test } from "vitest";
import { clock, precisely, relative, roughly } from "./time-text.ts";

test("a lead time is told in the one unit a person would use", () => {
  expect([0.4, 40, 240, 3_590, 5_400, 36_000, 86_400, 181_440].map(roughly)).toEqual([
    "1 s",
    "40 s",
    "4 min",
    "1 h",
    "1.5 h",
    "10 h",
    "1 day",
    "2.1 days",
  ]);
});

test("a duration is told to the second while that matters", () => {
  expect([0.2, 22, 252, 3_600, 11_100, 187_200].map(precisely)).toEqual([
    "under 1 s",
    "22 s",
    "4 min 12 s",
    "1 h",
    "3 h 5 min",
    "2 days 4 h",
  ]);
});

test("a running step shows a clock", () => {
  expect([0, 22, 727, 3_729].map(clock)).toEqual(["0:00", "0:22", "12:07", "1:02:09"]);
});

test("a moment is told from now", () => {
  const now = Date.UTC(2026, 0, 1);
  expect([-20_000, 0, 9_000, 360_000, 7_200_000].map((ago) => relative(now - ago, now))).toEqual([
    "in 20 s",
    "just now",
    "just now",
    "6 min ago",
    "2 h ago",
  ]);
});
