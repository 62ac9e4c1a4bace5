import { afterAll, beforeAll, expect, test } from "vitest";
import { startSandbox, type TestSandbox } from "#tests/contracts/sandbox.ts";

let sandbox: TestSandbox;
let key = "";
beforeAll(async () => {
  sandbox = await startSandbox();
  const text = (value: string) => ({
    type: "doc",
    version: 1,
    content: [{ type: "paragraph", content: [{ type: "text", text: value }] }],
  });
  const fields = {
    project: { key: "DBA" },
    issuetype: { name: "Task" },
    summary: "<b>Restore</b>",
    description: text("Before noon"),
  };
  key = (await sandbox.jira("POST", "/issue", { fields })).at("key");
  await sandbox.platform("POST", "/accounts", { name: "checkout", key: "s3cr3t-key" });
});
afterAll(async () => {
  await sandbox?.close();
});

async function page(path: string): Promise<string> {
  const response = await fetch(sandbox.url + path);
  expect(response.status).toBe(200);
  return response.text();
}

function submit(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(sandbox.url + path, { method: "POST", body: new URLSearchParams(form), headers, redirect: "manual" });
}

test.each(["/", "/jira", "/jira/projects/DBA", "/jira/browse/DBA-1", "/platform", "/platform/accounts"])(
  "%s says that it is the sandbox and leads back to PAO",
  async (path) => {
    const source = await page(path);
    expect(source).toContain("<strong>SANDBOX</strong>");
    expect(source).toContain('href="http://localhost:3000"');
  },
);

test("what a ticket says is shown as text", async () => {
  const source = await page(`/jira/browse/${key}`);
  expect(source).toContain("&lt;b&gt;Restore&lt;/b&gt;");
  expect(source).toContain("<p>Before noon</p>");
});

test("a button saves what was typed and moves the issue", async () => {
  expect(
    (await submit(`/jira/browse/${key}`, { customfield_10012: "db-7", customfield_10011: "", move: "wont-do" })).status,
  ).toBe(303);
  const { body } = await sandbox.jira("GET", `/issue/${key}`);
  expect(body).toMatchObject({
    fields: { customfield_10012: "db-7", resolution: { name: "Won't Do" }, status: { name: "Done" } },
  });
});

test("a person's comment reaches the issue", async () => {
  await submit(`/jira/browse/${key}/comment`, { body: "On it" });
  expect(
    (await sandbox.jira("GET", `/issue/${key}?fields=comment`)).at(
      "fields",
      "comment",
      "comments",
      0,
      "author",
      "displayName",
    ),
  ).toBe("Platform engineer");
});

test("a fault is set and cleared by forms", async () => {
  const form = {
    target: "jira",
    fault: "slow",
    method: "",
    path: "",
    times: "",
    delaySeconds: "0.5",
    retryAfterSeconds: "5",
    status: "503",
  };
  expect((await submit("/control/faults", form)).status).toBe(303);
  const faults = await sandbox.control("GET", "/faults");
  expect(faults.body).toMatchObject({ faults: [{ target: "jira", fault: "slow", delayMs: 500, when: {} }] });
  expect(await page("/")).toContain("answers slowly (0.5 s) for any request, until it is cleared.");
  await submit(`/control/faults/${faults.at("faults", 0, "id")}/clear`, {});
  expect((await sandbox.control("GET", "/faults")).body).toEqual({ faults: [] });
});

test("a form on another site's page is refused", async () => {
  const headers = { "sec-fetch-site": "cross-site" };
  expect((await submit("/control/reset", {}, headers)).status).toBe(403);
  expect((await submit(`/jira/browse/${key}`, { move: "done" }, headers)).status).toBe(403);
});

test("an unknown page says what to do next", async () => {
  const response = await fetch(`${sandbox.url}/jira/browse/DBA-999`);
  expect([response.status, await response.text()]).toEqual([404, expect.stringContaining("Go to the sandbox")]);
});

test("secrets of items are not on the page", async () => {
  const source = await page("/platform/accounts");
  expect(source).toContain("••••••••");
  expect(source).not.toContain("s3cr3t-key");
});
