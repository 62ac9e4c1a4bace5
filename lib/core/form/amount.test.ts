import { expect, test } from "vitest";
import { amountOf } from "./amount.ts";

test.each([
  ["3", "days", "3 days"],
  ["1", "days", "1 day"],
  ["1", "instances", "1 instance"],
  ["1", "replicas", "1 replica"],
  ["1", "entries", "1 entry"],
  ["1", "processes", "1 process"],
  ["1", "GiB", "1 GiB"],
  ["1", "ms", "1 ms"],
  ["1", "ops", "1 ops"],
  ["1", "vCPUs", "1 vCPUs"],
  ["1", "status", "1 status"],
  ["1.5", "hours", "1.5 hours"],
  ["1", undefined, "1"],
])("%s with the unit %s reads %s", (text, unit, said) => {
  expect(amountOf(text, unit)).toBe(said);
});
