import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paced } from "./pace.ts";

class Page extends EventTarget {
  hidden = false;
  turn(hidden: boolean) {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("many hints are one question, and hints without end are a question every few seconds", () => {
  const work = vi.fn<() => void>();
  const { hint } = paced(work, new Page());
  hint();
  hint();
  vi.advanceTimersByTime(1_500);
  expect(work).toHaveBeenCalledTimes(1);
  for (let at = 0; at < 600; at++) {
    hint();
    vi.advanceTimersByTime(100);
  }
  expect(work.mock.calls.length).toBeLessThanOrEqual(13);
  expect(work.mock.calls.length).toBeGreaterThanOrEqual(12);
});

test("a page that nobody looks at asks nothing until it is looked at again", () => {
  const work = vi.fn<() => void>();
  const page = new Page();
  const { hint, stop } = paced(work, page);
  page.turn(true);
  hint();
  vi.advanceTimersByTime(60_000);
  hint();
  vi.advanceTimersByTime(60_000);
  expect(work).not.toHaveBeenCalled();
  page.turn(false);
  expect(work).toHaveBeenCalledTimes(1);
  hint();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(work).toHaveBeenCalledTimes(1);
});
