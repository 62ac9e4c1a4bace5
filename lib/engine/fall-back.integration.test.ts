import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { loadEvents } from "#db/event.ts";
import { loadLeft } from "#db/left.ts";
import { loadRequest } from "#db/request.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.engine();
});
afterEach(() => stage.clearFaults());
afterAll(() => stage.end());

/** Refused by the platform at once: it knows no such path. */
const broken = (fallback: JsonObject, more: JsonObject = {}): JsonObject => ({
  id: "make",
  title: "Make the ledger",
  uses: "http",
  with: {
    method: "POST",
    path: "/v1/nowhere/at/all",
    body: { name: "${{ inputs.name }}" },
    outputs: { host: { type: "string", title: "Host", from: "/host" }, unread: { type: "string", from: "/unread" } },
    ...more,
  },
  fallback,
});
const ticket = (summary: string): JsonObject => ({
  uses: "jira-issue",
  with: { project: "DBA", issueType: "Task", summary, description: "The ledger of **${{ inputs.name }}**." },
});
const task: JsonObject = {
  uses: "manual",
  with: { team: "data-platform", instructions: "Make the ledger ${{ inputs.name }}." },
};
const reads: JsonObject = {
  id: "use",
  uses: "http",
  with: { method: "PUT", path: "/v1/buckets/${{ steps.make.outputs.host }}", body: {} },
};
const answers = {
  inputs: { name: "shop" },
  schema: { type: "object", properties: { name: { type: "string", title: "Name" } } },
};

async function told(number: number): Promise<string[]> {
  const events = await loadEvents(stage.db, number);
  return events.flatMap(({ body }) => (body.type === "step" ? [`${body.step} ${body.state}`] : [body.type]));
}

describe("a step that failed by itself", () => {
  test("becomes the ticket of its fallback, which says what was tried; what it owes is asked, and the rest goes on", async () => {
    const number = await stage.order([broken(ticket("Ledger by hand")), reads], answers);
    await stage.until(async () => (await stage.step(number, "make")).reference?.kind === "issue");
    const { plan, uses, generation, attempts } = await stage.step(number, "make");
    expect({ uses, generation, attempts }).toEqual({ uses: "jira-issue", generation: 2, attempts: 2 });
    expect(plan.escalated).toMatchObject({ byItself: true, of: { uses: "http" }, left: null });
    expect(Object.keys(plan.outputs)).toEqual(["host"]);
    const [key = ""] = await stage.issues("Ledger by hand");
    const opened = (await stage.received("jira")).find(
      ({ method, body }) => method === "POST" && JSON.stringify(body).includes("Ledger by hand"),
    );
    const text = JSON.stringify(opened?.body);
    for (const part of ["The ledger of ", "shop", "Make the ledger", "/v1/nowhere/at/all", "Why it failed"])
      expect(text).toContain(part);
    expect(await told(number)).toEqual(expect.arrayContaining(["make failed", "fell_back", "make queued"]));
    expect((await loadRequest(stage.db, number))?.escalated).toBe(true);
    await stage.close(key);
    await stage.until(async () => (await stage.step(number, "make")).uses === "manual");
    await stage.complete(number, "make", { host: "by-hand" });
    await stage.requestReaches(number, "completed");
    expect((await stage.step(number, "use")).uses).toBe("http");
    expect((await stage.received("platform")).map(({ path }) => path)).toContainEqual(
      expect.stringMatching(/\/v1\/buckets\/by-hand$/),
    );
  });

  test("becomes the task of its fallback, which asks for what it owes", async () => {
    const number = await stage.order([broken(task), reads], answers);
    await stage.stepReaches(number, "make", "waiting");
    const { plan, assignedTeam } = await stage.step(number, "make");
    expect(assignedTeam).toBe("data-platform");
    expect(plan.payload.value["outputs"]).toMatchObject({
      required: ["host"],
      properties: { host: { type: "string" } },
    });
    const { markdown } = plan.payload.value["instructions"] as { markdown: string };
    expect(markdown).toMatch(/^Make the ledger [\s\S]*## Why it failed/);
    await stage.complete(number, "make", { host: "by-task" });
    await stage.requestReaches(number, "completed");
  });

  test("fails when its ticket is closed as won't do, and nothing takes the place of that; a retry opens another", async () => {
    const number = await stage.order([broken(ticket("Not this one"))], answers);
    await stage.until(async () => (await stage.issues("Not this one")).length === 1);
    const [key = ""] = await stage.issues("Not this one");
    await stage.until(async () => (await stage.step(number, "make")).reference?.id === key);
    await stage.close(key, "Won't Do");
    await stage.requestReaches(number, "failed");
    expect((await told(number)).filter((line) => line === "fell_back")).toHaveLength(1);
    await stage.retry(number, "make");
    await stage.until(async () => (await stage.issues("Not this one")).length === 2);
  });

  test("is left to a person where something may have been made", async () => {
    await stage.fault({ target: "platform", when: { method: "POST" }, fault: "drop-after-effect" });
    const number = await stage.order(
      [broken(task, { path: "/v1/buckets", body: { name: "${{ request.number }}" }, outputs: {} })],
      answers,
    );
    await stage.stepReaches(number, "make", "uncertain");
    expect(await told(number)).not.toContain("fell_back");
    expect((await stage.step(number, "make")).uses).toBe("http");
    await stage.clearFaults();
    await stage.fault({ target: "platform", when: { method: "POST" }, fault: "error", status: 409, times: 1 });
    await stage.retry(number, "make");
    await stage.until(async () => (await told(number)).includes("fell_back"));
  });

  test.each([
    ["PUT", "/v1/lost-answers/${{ request.number }}", {}],
    ["POST", "/v1/lost-answers", { idempotent: true }],
  ])(
    "is left to a person where the answer to a %s was lost that may be repeated, whatever came of it then",
    async (method, path, more) => {
      await stage.fault({ target: "platform", when: { method }, fault: "drop-after-effect", times: 1 });
      await stage.fault({ target: "platform", when: { method }, fault: "error", status: 409, times: 1 });
      const call = { method, path, body: { name: "${{ request.number }}" }, outputs: {}, ...more };
      const number = await stage.order([broken(task, call)], answers);
      await stage.stepReaches(number, "make", "failed");
      const { attempts, uses, problem } = await stage.step(number, "make");
      expect({ attempts, uses, code: problem?.code }).toEqual({ attempts: 2, uses: "http", code: "http_conflict" });
      expect(await loadLeft(stage.db, number)).toMatchObject([{ step: "make", unsure: true }]);
      expect(await told(number)).not.toContain("fell_back");
    },
  );

  test("becomes its fallback after a call that may be repeated, where each try of it was refused", async () => {
    await stage.fault({
      target: "platform",
      when: { method: "PUT" },
      fault: "rate-limit",
      retryAfterSeconds: 0,
      times: 1,
    });
    await stage.fault({ target: "platform", when: { method: "PUT" }, fault: "error", status: 409, times: 1 });
    const call = { method: "PUT", path: "/v1/refused/one", outputs: {} };
    const number = await stage.order([broken(task, call)], answers);
    await stage.stepReaches(number, "make", "waiting");
    expect((await stage.step(number, "make")).plan.escalated).toMatchObject({ byItself: true, left: null });
  });

  test("is left to a person where the order is no longer allowed", async () => {
    const steps = [
      { id: "first", uses: "manual", with: { team: "data-platform", instructions: "Wait." } },
      broken(task),
    ];
    const number = await stage.order(steps, answers);
    await stage.stepReaches(number, "first", "waiting");
    await stage.db.execute("delete from membership where person = 'dev'");
    await stage.complete(number, "first");
    await stage.stepReaches(number, "make", "failed");
    expect((await stage.step(number, "make")).problem?.code).toBe("denied");
    await stage.db.execute("insert into membership (person, team, role) values ('dev', 'checkout', 'member')");
    expect(await told(number)).not.toContain("fell_back");
  });
});
