import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSandbox, type TestSandbox } from "#tests/contracts/sandbox.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(async () => {
  await sandbox.control("POST", "/reset");
});
afterAll(async () => {
  await sandbox?.close();
});

const post = (name: string) => sandbox.platform("POST", "/buckets", { name });
const total = async () => (await sandbox.platform("GET", "/buckets")).at("total");

describe("a fault", () => {
  test("strikes as often as it was told and only what it was told", async () => {
    await sandbox.control("POST", "/faults", {
      target: "platform",
      when: { method: "POST", path: "/buckets" },
      fault: "error",
      status: 502,
      times: 2,
    });
    expect((await sandbox.platform("GET", "/buckets")).status).toBe(200);
    expect([(await post("a")).status, (await post("a")).status, (await post("a")).status]).toEqual([502, 502, 201]);
    expect((await sandbox.control("GET", "/faults")).body).toEqual({ faults: [] });
  });

  test("of too many requests says when to come back, and has no effect", async () => {
    await sandbox.control("POST", "/faults", { target: "jira", fault: "rate-limit", retryAfterSeconds: 7, times: 1 });
    const fields = { project: { key: "CMP" }, issuetype: { name: "Task" }, summary: "limited" };
    const limited = await sandbox.jira("POST", "/issue", { fields });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
    expect((await sandbox.jira("GET", "/search/jql?jql=project%3DCMP")).body).toMatchObject({ issues: [] });
  });

  test("can drop the connection after the effect", async () => {
    await sandbox.control("POST", "/faults", { target: "platform", fault: "drop-after-effect", times: 1 });
    await expect(post("kept")).rejects.toThrow("fetch failed");
    expect(await total()).toBe("1");
  });

  test("can drop the connection before the effect", async () => {
    await sandbox.control("POST", "/faults", { target: "platform", fault: "drop-before-effect", times: 1 });
    await expect(post("lost")).rejects.toThrow("fetch failed");
    expect(await total()).toBe("0");
  });

  test("can refuse credentials that were right until it is cleared", async () => {
    const set = await sandbox.control("POST", "/faults", { target: "jira", fault: "unauthorised" });
    expect((await sandbox.jira("GET", "/myself")).status).toBe(401);
    expect((await sandbox.control("DELETE", `/faults/${set.at("id")}`)).status).toBe(204);
    expect((await sandbox.jira("GET", "/myself")).status).toBe(200);
  });

  test("of slowness delays the answer and leaves it right", async () => {
    await sandbox.control("POST", "/faults", { target: "jira", fault: "slow", delayMs: 120, times: 1 });
    const before = performance.now();
    expect((await sandbox.jira("GET", "/myself")).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(110);
  });

  test("that makes no sense is refused", async () => {
    expect((await sandbox.control("POST", "/faults", { target: "moon", fault: "slow" })).status).toBe(422);
  });
});

test("what was received is kept in order, with headers but without credentials", async () => {
  await sandbox.platform(
    "POST",
    "/buckets?async=1",
    { name: "seen" },
    { "idempotency-key": "k", "x-team": "checkout" },
  );
  await sandbox.jira("GET", "/myself");
  const { body } = await sandbox.control("GET", "/received?target=platform");
  expect(body).toMatchObject({
    received: [
      {
        method: "POST",
        path: "/platform/v1/buckets?async=1",
        headers: { "idempotency-key": "k", "x-team": "checkout", authorization: "Bearer …" },
        body: { name: "seen" },
        answered: 202,
      },
    ],
  });
});
