import { expect, test } from "vitest";
import { reconnectAfter } from "./client.ts";

test("however many connections were lost at once, the next try comes within a second", () => {
  for (const tries of [0, 1, 5, 12, 100]) expect(reconnectAfter(tries)).toBeLessThanOrEqual(1);
  expect(reconnectAfter(1)).toBeLessThan(0.1);
  expect(reconnectAfter(100)).toBeGreaterThan(0.4);
});
