import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { playwrightCount, vitestCount } from "./count.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pao-count-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const name = path.join(folder, "report.json");
  writeFileSync(name, text);
  return name;
}

test("vitest's report is counted", () => {
  const report = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, testResults: [] };
  expect(vitestCount(file(JSON.stringify(report)))).toEqual({ passed: 7, failed: 2, skipped: 1 });
});

test("a journey that passed when repeated has passed", () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3, duration: 1 } };
  expect(playwrightCount(file(JSON.stringify(report)))).toEqual({ passed: 7, failed: 1, skipped: 3 });
});

test("a report that was never written, or only half, counts nothing", () => {
  expect(vitestCount(path.join(folder, "missing.json"))).toEqual({ passed: 0, failed: 0, skipped: 0 });
  expect(playwrightCount(file('{"stats":'))).toEqual({ passed: 0, failed: 0, skipped: 0 });
});
