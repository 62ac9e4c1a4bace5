import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connection } from "#db/tables.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.engine();
});
afterAll(() => stage.end());

const openTo = (name: string, teams: string[] | null) =>
  stage.db.update(connection).set({ teams }).where(eq(connection.name, name));

test("a step does not start through a connection that was closed to the offering's team since the order", async () => {
  const number = await stage.order([
    { id: "wait", uses: "manual", with: { team: "data-platform", instructions: "Wait." } },
    { id: "make", uses: "http", with: { method: "PUT", path: "/v1/buckets/closed", body: {} } },
  ]);
  await stage.stepReaches(number, "wait", "waiting");
  await openTo("platform", ["checkout"]);
  await stage.complete(number, "wait");
  await stage.stepReaches(number, "make", "failed");
  expect((await stage.step(number, "make")).problem).toMatchObject({
    code: "denied",
    sentence: "No HTTP connection is open to team data-platform.",
  });
  await openTo("platform", ["checkout", "data-platform"]);
  await stage.retry(number, "make");
  await stage.requestReaches(number, "completed");
  expect((await stage.received("platform")).filter(({ path }) => path.endsWith("/closed"))).toHaveLength(1);
});

test("what was begun through a connection is followed to its end after it was closed to the team", async () => {
  const ticket = { project: "DBA", issueType: "Task", summary: "Closed meanwhile" };
  const number = await stage.order([{ id: "ticket", uses: "jira-issue", with: ticket }]);
  await stage.stepReaches(number, "ticket", "waiting");
  await openTo("jira", ["checkout"]);
  await stage.close((await stage.step(number, "ticket")).reference?.id ?? "");
  await stage.requestReaches(number, "completed");
  await openTo("jira", null);
});
