import { describe, expect, test } from "vitest";
import { courseOf } from "./course.ts";
import type { Scope } from "./expression.ts";
import { progressAt } from "./progress.ts";
import { workflowFiles } from "./workflow-files.ts";
import { readWorkflow } from "./workflow.ts";

function course(repository: string, file: string, scope: Scope) {
  return courseOf(readWorkflow(workflowFiles[repository]?.[file] ?? ""), scope);
}
const bootstrap = (more: Scope = {}) =>
  course("acme/db-ops", "bootstrap.yml", {
    "inputs.host": "db1",
    "inputs.migrations": 3,
    "inputs.size": "small",
    "inputs.fail": false,
    ...more,
  });

describe("a run", () => {
  test("is queued, in progress and completed by the clock alone", () => {
    const it = bootstrap();
    expect(progressAt(it, 0, null)).toMatchObject({ status: "queued", conclusion: null, jobs: [{ status: "queued" }] });
    expect(progressAt(it, 1500, null)).toMatchObject({
      status: "in_progress",
      jobs: [{ name: "prepare", status: "in_progress" }],
    });
    expect(progressAt(it, 60_000, null)).toMatchObject({ status: "completed", conclusion: "success", updated: it.end });
  });

  test("prints what its scripts say, with the inputs filled in", () => {
    const lines = progressAt(bootstrap(), 60_000, null).jobs.flatMap((job) => job.lines.map(({ text }) => text));
    expect(lines).toContain("Applying 3 migrations to db1");
    expect(lines).toContain("::pao-output schema=app_v3");
  });

  test("that fails skips the steps after the one that failed, and the jobs that need it", () => {
    const [, migrate] = bootstrap({ "inputs.fail": true }).jobs;
    expect(migrate?.steps.map(({ name, conclusion }) => [name, conclusion])).toContainEqual([
      "Create roles without the right to",
      "failure",
    ]);
    expect(migrate?.steps.map(({ name, conclusion }) => [name, conclusion])).toContainEqual([
      "Say what came of it",
      "skipped",
    ]);
    const fails = course("acme/db-ops", "fails.yml", {});
    expect(fails.conclusion).toBe("failure");
    expect(fails.jobs.map(({ conclusion }) => conclusion)).toEqual(["failure", "skipped"]);
  });

  test("that is cancelled stops where it is", () => {
    const stopped = progressAt(bootstrap(), 60_000, 1500);
    expect(stopped).toMatchObject({ status: "completed", conclusion: "cancelled", updated: 1500 });
    expect(stopped.jobs[0]).toMatchObject({ conclusion: "cancelled" });
    expect(stopped.jobs.flatMap(({ lines }) => lines).every(({ at }) => at <= 1500)).toBe(true);
  });

  test("uploads what a step wrote into a file", () => {
    const { artifacts } = course("acme/db-ops", "rotate-keys.yml", { "inputs.account": "svc", "github.run_id": 7 });
    expect(artifacts).toMatchObject([
      { name: "pao-outputs", files: { "outputs.json": '{"key":{"id":"key-7","days":90},"rotated":true}\n' } },
    ]);
  });
});
