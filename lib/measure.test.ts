import { beforeEach, expect, test } from "vitest";
import { drain, observe, takeBack } from "./measure.ts";

beforeEach(() => void drain());

test("what is as long as a bucket is in it, what is longer than all is in the last", () => {
  for (const seconds of [0.005, 0.0051, 11]) observe("pao_event_lag_seconds", { stage: "heard" }, seconds);
  const [tally] = drain();
  expect(tally?.counts).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(tally?.sum).toBeCloseTo(11.0101);
});

test("what was handed over is not handed over again", () => {
  observe("pao_event_lag_seconds", { stage: "heard" }, 1);
  expect(drain()).toHaveLength(1);
  expect(drain()).toHaveLength(0);
});

test("what could not be kept is added to what came meanwhile", () => {
  observe("pao_event_lag_seconds", { stage: "heard" }, 1);
  const lost = drain();
  observe("pao_event_lag_seconds", { stage: "heard" }, 11);
  takeBack(lost);
  const [tally] = drain();
  expect(tally).toMatchObject({ sum: 12, counts: [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1] });
});

test("a clock that is behind takes no time back", () => {
  observe("pao_event_lag_seconds", { stage: "heard" }, -3);
  expect(drain()[0]).toMatchObject({ sum: 0, counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
});

test("labels without end do not fill the memory", () => {
  for (let n = 0; n < 3000; n++) observe("pao_step_duration_seconds", { adapter: `a${n}`, outcome: "completed" }, 1);
  expect(drain()).toHaveLength(2000);
});
