import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { loadRequest } from "#db/request.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(undefined, undefined, 55_000);
  await stage.engine({ concurrency: 8 });
});
afterAll(() => stage.end());

const ticket = (id: string, more: object = {}) => ({
  id,
  uses: "jira-issue",
  with: { project: "DBA", issueType: "Task", summary: `Do ${id}` },
  ...more,
});
const bucket = (id: string, name: string, more: object = {}) => ({
  id,
  uses: "http",
  with: {
    method: "POST",
    path: "/v1/buckets",
    body: { name },
    idempotent: true,
    outputs: { id: { type: "string", from: "/id" } },
  },
  ...more,
});

const oneShot = (id: string, name: string, more: object = {}) => ({
  id,
  uses: "http",
  with: { method: "POST", path: "/v1/accounts", body: { name }, ...more },
});

test("asked to slow down, it tries again after the time it was told", async () => {
  await stage.fault({
    target: "platform",
    when: { method: "POST" },
    fault: "rate-limit",
    retryAfterSeconds: 3,
    times: 1,
  });
  const number = await stage.order([bucket("store", "limited")]);
  await stage.requestReaches(number, "completed");
  expect(await stage.notes(number)).toEqual([expect.stringMatching(/^trying again in [345] s, second of five$/)]);
  expect((await stage.step(number, "store")).attempts).toBe(2);
});

describe.concurrent("a fault that strikes once", { timeout: 60_000 }, () => {
  test("a broken answer to a call that may be repeated is repeated with the same key", async () => {
    await stage.fault({
      target: "platform",
      when: { method: "POST", path: "/v1/buckets" },
      fault: "drop-after-effect",
      times: 1,
    });
    const number = await stage.order([bucket("store", "repeated")]);
    await stage.requestReaches(number, "completed");
    const posts = (await stage.received("platform")).filter(
      ({ method, body }) => method === "POST" && body?.["name"] === "repeated",
    );
    expect(posts).toHaveLength(2);
    expect(new Set(posts.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  });

  test("an issue whose creation was not confirmed is found and adopted, never opened twice", async () => {
    await stage.fault({
      target: "jira",
      when: { method: "POST", path: "/issue" },
      fault: "drop-after-effect",
      times: 1,
    });
    const number = await stage.order([ticket("adopted")]);
    await stage.stepReaches(number, "adopted", "waiting");
    await stage.until(async () => (await stage.step(number, "adopted")).reference !== null);
    expect(await stage.issues("Do adopted")).toHaveLength(1);
    await stage.close((await stage.step(number, "adopted")).reference?.id ?? "");
    await stage.requestReaches(number, "completed");
  });

  test("where nothing can be looked for, a person must say whether it happened", async () => {
    await stage.fault({
      target: "platform",
      when: { method: "POST", path: "/v1/accounts" },
      fault: "drop-before-effect",
      times: 1,
    });
    const number = await stage.order([oneShot("account", "unsure")]);
    await stage.stepReaches(number, "account", "uncertain");
    await stage.requestReaches(number, "failed");
    const { problem } = await stage.step(number, "account");
    expect(problem?.code).toBe("effect_unknown");
    expect(problem?.remedy).toMatch(/^Look for what POST \/v1\/\S+ makes/);
    await stage.retry(number, "account");
    await stage.requestReaches(number, "completed");
  });

  test("what the author's own question finds is adopted", async () => {
    await stage.fault({
      target: "platform",
      when: { method: "POST", path: "/v1/logins" },
      fault: "drop-after-effect",
      times: 1,
    });
    const find = { path: "/v1/logins", query: { name: "found" }, take: "/items", match: { "/name": "found" } };
    const number = await stage.order([
      oneShot("account", "found", { path: "/v1/logins", find, outputs: { id: { type: "string", from: "/id" } } }),
    ]);
    await stage.requestReaches(number, "completed");
    const posts = (await stage.received("platform")).filter(
      ({ method, body }) => method === "POST" && body?.["name"] === "found",
    );
    expect(posts).toHaveLength(1);
  });
});

test.each([
  ["jira_unauthorised", ticket("a"), { target: "jira", fault: "unauthorised" }],
  [
    "jira_unknown_issue_type",
    { id: "b", uses: "jira-issue", with: { project: "DBA", issueType: "Wish", summary: "x" } },
    null,
  ],
  [
    "jira_unknown_project",
    { id: "c", uses: "jira-issue", with: { project: "NOPE", issueType: "Task", summary: "x" } },
    null,
  ],
  ["http_unauthorised", bucket("d", "x"), { target: "platform", fault: "unauthorised" }],
  ["http_not_found", { id: "e", uses: "http", with: { method: "DELETE", path: "/v1/buckets/nothing" } }, null],
])("a failure says what happened and what to do next: %s", async (code, step, fault) => {
  onTestFinished(() => stage.clearFaults());
  if (fault) await stage.fault(fault);
  const number = await stage.order([step]);
  await stage.requestReaches(number, "failed");
  const { problem } = await stage.step(number, step.id);
  expect(problem?.code).toBe(code);
  for (const words of [problem?.sentence, problem?.detail, problem?.remedy]) expect(words).toMatch(/\w/);
});

describe.concurrent("beside each other", { timeout: 60_000 }, () => {
  test("an HTTP step completes, and its output feeds the next step", async () => {
    const number = await stage.order(
      [
        bucket("store", "orders"),
        {
          id: "alert",
          uses: "http",
          with: {
            method: "POST",
            path: "/v1/alerts",
            body: { name: "full", watches: "${{ steps.store.outputs.id }}" },
          },
        },
      ],
      { outputs: { bucket: { value: "${{ steps.store.outputs.id }}" } } },
    );
    await stage.requestReaches(number, "completed");
    const store = await stage.step(number, "store");
    const alert = (await stage.received("platform")).find(({ path }) => path === "/platform/v1/alerts");
    expect(alert?.body).toEqual({ name: "full", watches: store.outputs["id"] });
    expect((await loadRequest(stage.db, number))?.outputs).toEqual({ bucket: store.outputs["id"] });
  });

  test("a ticket is opened once, followed, and done when Jira says so", async () => {
    const number = await stage.order([ticket("bootstrap")]);
    await stage.stepReaches(number, "bootstrap", "waiting");
    const { reference } = await stage.step(number, "bootstrap");
    expect(reference?.kind).toBe("issue");
    expect(reference?.id).toMatch(/^DBA-\d+$/);
    await stage.close(reference?.id ?? "");
    await stage.requestReaches(number, "completed");
    expect((await stage.step(number, "bootstrap")).outputs).toMatchObject({ key: reference?.id, url: reference?.url });
  });

  test("a step whose `if` does not hold is skipped, and the next one starts", async () => {
    const number = await stage.order([
      bucket("first", "skip-first"),
      ticket("never", { if: "${{ steps.first.outputs.id == 'another' }}" }),
      bucket("last", "skip-last"),
    ]);
    await stage.requestReaches(number, "completed");
    expect((await stage.step(number, "never")).state).toBe("skipped");
    expect((await stage.step(number, "last")).state).toBe("completed");
  });

  test("a request does not wait for what does not block it, and its late failure changes nothing", async () => {
    const number = await stage.order([
      bucket("store", "lone"),
      ticket("record", { blocking: false, needs: ["store"] }),
    ]);
    await stage.requestReaches(number, "completed");
    await stage.stepReaches(number, "record", "waiting");
    const { reference } = await stage.step(number, "record");
    await stage.close(reference?.id ?? "", "Won't Do");
    await stage.stepReaches(number, "record", "failed");
    expect(await stage.requestReaches(number, "completed")).toBe("completed");
  });

  test("a ticket closed as won't do fails with a way on, and a retry opens a new one", async () => {
    const number = await stage.order([ticket("refused")]);
    await stage.stepReaches(number, "refused", "waiting");
    const first = (await stage.step(number, "refused")).reference?.id ?? "";
    await stage.close(first, "Won't Do");
    await stage.requestReaches(number, "failed");
    const failed = await stage.step(number, "refused");
    expect(failed.problem).toMatchObject({ code: "jira_wont_do", sentence: `${first} was closed as “Won't Do”.` });
    expect(failed.problem?.remedy).toContain("Retry");
    expect(failed.effectEnded).toBe(true);
    await stage.retry(number, "refused");
    await stage.stepReaches(number, "refused", "waiting");
    expect((await stage.step(number, "refused")).reference?.id).not.toBe(first);
  });

  test("an output that is missing in the ticket is asked for, and read again on retry", async () => {
    const outputs = { host: { type: "string", title: "Host name", from: "customfield_10012" } };
    const number = await stage.order([
      { id: "host", uses: "jira-issue", with: { project: "NET", issueType: "Task", summary: "Host", outputs } },
    ]);
    await stage.stepReaches(number, "host", "waiting");
    const key = (await stage.step(number, "host")).reference?.id ?? "";
    await stage.close(key);
    await stage.requestReaches(number, "failed");
    expect((await stage.step(number, "host")).problem).toMatchObject({
      code: "jira_output_missing",
      sentence: `${key} was closed without Host name.`,
    });
    await stage.close(key, "Done", { customfield_10012: "db1.example.com" });
    await stage.retry(number, "host");
    await stage.requestReaches(number, "completed");
    expect((await stage.step(number, "host")).outputs).toMatchObject({ key, host: "db1.example.com" });
  });

  test("what takes a while is asked again until it is ready", async () => {
    const wait = {
      from: "/statusUrl",
      every: "1s",
      until: { pointer: "/status", equals: "ready" },
      failed: { pointer: "/status", equals: "failed", message: "/error" },
    };
    const cluster = (body: JsonObject): JsonObject[] => [
      {
        id: "cluster",
        uses: "http",
        with: {
          method: "POST",
          path: "/v1/clusters",
          body,
          idempotent: true,
          wait,
          outputs: { endpoint: { type: "string", from: "/endpoint" } },
        },
      },
    ];
    const good = await stage.order(cluster({ name: "blue", readyAfterSeconds: 1 }));
    const bad = await stage.order(cluster({ name: "red", readyAfterSeconds: 1, failWith: "no room left" }));
    await stage.requestReaches(good, "completed");
    expect((await stage.step(good, "cluster")).outputs["endpoint"]).toEqual(expect.any(String));
    await stage.requestReaches(bad, "failed");
    expect((await stage.step(bad, "cluster")).problem?.sentence).toBe("It failed on the other side: no room left");
  });

  test("a task waits for its team, and goes on when a person has done it", async () => {
    const number = await stage.order([
      { id: "task", uses: "manual", with: { team: "data-platform", instructions: "Do it." } },
      bucket("after", "after-task"),
    ]);
    await stage.stepReaches(number, "task", "waiting");
    expect(await stage.step(number, "task")).toMatchObject({ assignedTeam: "data-platform", nextCheckAt: null });
    await stage.complete(number, "task");
    await stage.requestReaches(number, "completed");
  });

  test("a secret reaches the outside and nothing that is kept", async () => {
    const schema = { type: "object", properties: { token: { type: "string", writeOnly: true } } };
    const step = {
      id: "secret",
      uses: "http",
      with: { method: "POST", path: "/v1/buckets", body: { name: "${{ inputs.token }}" }, idempotent: true },
    };
    const secrets = { "/token": "hunter2-hunter2" };
    const first = await stage.order([step], { schema, secrets });
    await stage.requestReaches(first, "completed");
    expect((await stage.received("platform")).some(({ body }) => body?.["name"] === "hunter2-hunter2")).toBe(true);
    // The other side repeats the name in its complaint that it is taken.
    const second = await stage.order([step], { schema, secrets });
    await stage.requestReaches(second, "failed");
    expect((await stage.step(second, "secret")).problem?.detail).toContain("••••••");
    expect(await stage.everythingKept()).not.toContain("hunter2");
  });
});
