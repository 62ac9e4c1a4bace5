import { expect, test } from "vitest";
import type { Tally } from "#lib/measure.ts";
import { histogramFamilies } from "./histogram.ts";
import { written } from "./text.ts";

function calls(connection: string, fast: number, slow: number): Tally {
  const counts = [fast, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, slow];
  return { name: "pao_outside_call_duration_seconds", labels: { connection, outcome: "answered" }, counts, sum: 1.5 };
}

const told = (tallies: Tally[], most = 100) => written(histogramFamilies(tallies, most));

test("a bucket holds what is smaller too, and the last one everything", () => {
  const text = told([calls("jira", 3, 2)]);
  expect(text).toContain("# TYPE pao_outside_call_duration_seconds histogram\n");
  const line = (le: string) =>
    `pao_outside_call_duration_seconds_bucket{connection="jira",outcome="answered",le="${le}"}`;
  expect(text).toContain(`${line("0.01")} 3\n`);
  expect(text).toContain(`${line("30")} 3\n`);
  expect(text).toContain(`${line("+Inf")} 5\n`);
  expect(text).toContain('_sum{connection="jira",outcome="answered"} 1.5\n');
  expect(text).toContain('_count{connection="jira",outcome="answered"} 5\n');
});

test("what a label holds ends neither its quotes nor its line", () => {
  expect(told([calls('a"b\\c\nd', 1, 0)])).toContain('connection="a\\"b\\\\c\\nd"');
});

test("only the busiest are told, and nothing that was measured into other buckets", () => {
  const few = { ...calls("old", 900, 0), counts: [900] };
  const text = told([calls("rare", 1, 0), calls("busy", 50, 0), few], 1);
  expect(text).toContain('connection="busy"');
  expect(text).not.toMatch(/rare|old/);
});
