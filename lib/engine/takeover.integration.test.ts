import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { sql } from "drizzle-orm";
import { describe, expect, test as plain } from "vitest";
import { livingEngines } from "#db/engine.ts";
import { updateRequest } from "#db/request.ts";
import { moveStep } from "#db/step.ts";
import { end } from "#tests/engine/end.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { spawnEngine } from "#tests/engine/process.ts";
import { takeAs } from "#tests/engine/take.ts";

const test = plain.extend<{ stage: Stage; engineProcess: () => Promise<ChildProcess> }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs from its parameter
  stage: async ({}, use) => {
    const stage = await openStage(undefined, undefined, 110_000);
    await use(stage);
    await stage.end();
  },
  engineProcess: async ({ stage }, use) => {
    const children: ChildProcess[] = [];
    await use(async () => {
      const child = spawnEngine(stage.url);
      children.push(child);
      await stage.until(async () => (await livingEngines(stage.db)).length > 0);
      return child;
    });
    for (const child of children) child.kill("SIGKILL");
  },
});

const steps = (name: string) => [
  { id: "store", uses: "http", with: { method: "POST", path: "/v1/buckets", body: { name }, idempotent: true } },
  { id: "ticket", uses: "jira-issue", with: { project: "DBA", issueType: "Task", summary: `Do ${name}` } },
];

const posted = async (stage: Stage, target: "jira" | "platform", name: string) =>
  (await stage.received(target)).filter(({ method, body }) => method === "POST" && JSON.stringify(body).includes(name));

test("an engine that is told to stop hands its steps over at once", async ({ stage, engineProcess }) => {
  const child = await engineProcess();
  await stage.fault({ target: "platform", when: { method: "POST" }, fault: "slow", delayMs: 60_000, times: 1 });
  const number = await stage.order(steps("handed over"));
  await stage.until(async () => (await posted(stage, "platform", "handed over")).length > 0);
  await stage.engine();
  child.kill("SIGTERM");
  await once(child, "exit");
  const stoppedAt = Date.now();
  await stage.stepReaches(number, "store", "completed");
  // Whoever is not told waits out a lease, which lasts 8 s.
  expect(Date.now() - stoppedAt).toBeLessThan(7000);
  expect(await livingEngines(stage.db)).toHaveLength(1);
});

test("an order goes on within 15 s though the wake-up for it died with the engine that had it", async ({ stage }) => {
  const number = await stage.order(steps("dropped").slice(0, 1));
  await stage.db.execute(sql`delete from pgboss.job where name = 'step'`);
  const orderedAt = Date.now();
  await stage.engine();
  await stage.requestReaches(number, "completed");
  expect(Date.now() - orderedAt).toBeLessThan(15_000);
});

// Each on a database of its own; how long it takes is told by those that run alone.
describe.concurrent("beside each other", { timeout: 120_000 }, () => {
  test("when an engine is killed while it asks something to stop, another goes on asking, and it is told once", async ({
    stage,
    engineProcess,
  }) => {
    const child = await engineProcess();
    const number = await stage.order(steps("stopped"));
    await stage.until(async () => (await stage.step(number, "ticket")).reference !== null);
    await stage.fault({
      target: "jira",
      when: { method: "POST", path: "/comment" },
      fault: "slow",
      delayMs: 3000,
      times: 1,
    });
    await end(stage, number, "cancel");
    await stage.until(async () => (await stage.received("jira")).some(({ path }) => path.endsWith("/comment")));
    child.kill("SIGKILL");
    await once(child, "exit");
    await stage.engine();
    await stage.requestReaches(number, "aborted");
    expect((await stage.step(number, "ticket")).state).toBe("cancelled");
    const [comments] = await stage.db.execute<{ count: number }>(
      sql`select count(*)::int as count from sandbox.comment`,
    );
    expect(comments?.count).toBe(1);
  });

  test("when an engine is killed in the middle of a call, another goes on: finished steps stay, and there is one issue", async ({
    stage,
    engineProcess,
  }) => {
    const child = await engineProcess();
    await stage.fault({ target: "jira", when: { method: "POST" }, fault: "slow", delayMs: 3000, times: 1 });
    const number = await stage.order(steps("killed"));
    await stage.until(async () => (await posted(stage, "jira", "Do killed")).length > 0);
    child.kill("SIGKILL");
    await once(child, "exit");
    await stage.engine();
    await stage.until(async () => (await stage.step(number, "ticket")).reference !== null);
    expect(await stage.issues("Do killed")).toHaveLength(1);
    expect(await posted(stage, "platform", "killed")).toHaveLength(1);
    expect(await stage.step(number, "store")).toMatchObject({ state: "completed", attempts: 1 });
    expect(await stage.notes(number)).toContain("its engine was lost, and another goes on");
  });

  test("a request that is ordered while no engine runs is taken by the next one", async ({ stage }) => {
    const number = await stage.order(steps("waiting"));
    await stage.engine();
    await stage.stepReaches(number, "store", "completed");
  });

  test("an aborted request makes nothing new, also when an engine died that was about to", async ({ stage }) => {
    const number = await stage.order(steps("aborted"));
    await stage.db.transaction(async (tx) => {
      await moveStep(tx, number, "store", ["pending"], "queued");
      await takeAs("dead", tx, number, "store", 0);
      await updateRequest(tx, number, { state: "cancelling" });
    });
    await stage.engine();
    await stage.requestReaches(number, "aborted");
    expect((await stage.step(number, "store")).state).toBe("skipped");
    expect(await posted(stage, "platform", "aborted")).toEqual([]);
  });
});
