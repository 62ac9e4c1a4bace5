import { createHmac } from "node:crypto";
import { text as readText } from "node:stream/consumers";
import { once } from "node:events";
import { createServer } from "node:http";
import examples from "@octokit/webhooks-examples";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startSandbox, type TestSandbox } from "#tests/contracts/sandbox.ts";

interface Told {
  path: string;
  event: string;
  id: string;
  signed: boolean;
  payload: Record<string, unknown>;
}

const secret = "hush-hush-hush-hush";
let told: Told[] = [];
const listener = createServer((request, response) => {
  void readText(request).then((text) => {
    const { headers, url: path = "" } = request;
    const one = (...names: string[]) => String(names.map((name) => headers[name]).find(Boolean) ?? "");
    const payload = JSON.parse(text) as Record<string, unknown>;
    told.push({
      path,
      payload,
      event: one("x-github-event") || String(payload["webhookEvent"]),
      id: one("x-github-delivery", "x-atlassian-webhook-identifier"),
      signed:
        one("x-hub-signature-256", "x-hub-signature") ===
        `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`,
    });
    response.writeHead(202).end();
  });
});
let sandbox: TestSandbox;

beforeAll(async () => {
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/hooks`;
  sandbox = await startSandbox(0, { url, secret, lagMs: 0 });
});
beforeEach(async () => {
  await sandbox.control("DELETE", "/faults");
  told = [];
});
afterAll(async () => {
  listener.close();
  await sandbox?.close();
});

const dispatch = (file: string) =>
  fetch(`${sandbox.url}/github/api/v3/repos/acme/db-ops/actions/workflows/${file}/dispatches`, {
    method: "POST",
    headers: { authorization: "token sandbox", "content-type": "application/json" },
    body: JSON.stringify({ ref: "main" }),
  });

async function openIssue(): Promise<string> {
  const fields = { project: { key: "DBA" }, issuetype: { name: "Task" }, summary: "Told" };
  const key = (await sandbox.jira("POST", "/issue", { fields })).at("key");
  await vi.waitFor(() => expect(told.map(({ event }) => event)).toContain("jira:issue_created"), 10_000);
  told = [];
  return key;
}

const close = (key: string) => sandbox.jira("POST", `/issue/${key}/transitions`, { transition: { id: "31" } });
const strike = (fault: string, more = {}) =>
  sandbox.control("POST", "/faults", { target: "jira", fault, times: 1, ...more });

/** Each name with what kind of value it has, and so on inside; what may be null is left out. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? "list" : [shapeOf(value[0])];
  if (value === null || typeof value !== "object") return typeof value;
  const members = Object.entries(value)
    .filter(([, member]) => member !== null)
    .toSorted(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(members.map(([name, member]) => [name, shapeOf(member)]));
}

/** The places where one shape lacks what all others have. */
function lacking(shape: unknown, others: readonly unknown[], at = ""): string[] {
  const [first] = others;
  if (typeof first !== "object" || first === null || Array.isArray(first))
    return others.every((other) => JSON.stringify(other) !== JSON.stringify(shape)) ? [`${at}: ${String(shape)}`] : [];
  const has = (one: unknown, name: string) => typeof one === "object" && one !== null && Object.hasOwn(one, name);
  const names = Object.keys(first).filter((name) => others.every((other) => has(other, name)));
  return names.flatMap((name) => {
    const place = `${at}/${name}`;
    if (!has(shape, name)) return [place];
    return lacking(
      Reflect.get(Object(shape), name),
      others.map((other) => Reflect.get(Object(other), name)),
      place,
    );
  });
}

function examplesOf(event: string): unknown[] {
  return examples.find(({ name }) => name === event)?.examples.map(shapeOf) ?? [];
}

test("how a run goes is told, run and jobs, signed and each with an id, in GitHub's form", async () => {
  expect((await dispatch("fails.yml")).status).toBe(204);
  const runs = () => told.filter(({ event }) => event === "workflow_run");
  await vi.waitFor(() => expect(runs().at(-1)?.payload["action"]).toBe("completed"), 15_000);
  expect(runs().map(({ payload }) => payload["action"])).toEqual(["requested", "in_progress", "completed"]);
  const jobs = told.filter(({ event }) => event === "workflow_job").map(({ payload }) => payload["action"]);
  expect(jobs).toEqual(expect.arrayContaining(["queued", "in_progress", "completed"]));
  expect(told.every(({ path, signed }) => signed && path === "/hooks/github")).toBe(true);
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  for (const event of ["workflow_run", "workflow_job"]) {
    const { payload } = told.find((one) => one.event === event && one.payload["action"] === "completed") ?? {};
    expect(lacking(shapeOf(payload), examplesOf(event))).toEqual([]);
  }
});

async function github(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${sandbox.url}/github/api/v3/repos/acme/deployments${path}`, {
    method,
    headers: { authorization: "token sandbox", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Record<string, unknown>;
}

test("what happens to a pull request is told in GitHub's form, whoever does it and where", async () => {
  const tree = await github("POST", "/git/trees", {
    tree: [{ path: "a.yaml", mode: "100644", type: "blob", content: "a: 1\n" }],
  });
  const { object } = (await github("GET", "/git/ref/heads/main")) as { object: { sha: string } };
  const commit = await github("POST", "/git/commits", { message: "Add", tree: tree["sha"], parents: [object.sha] });
  await github("POST", "/git/refs", { ref: "refs/heads/told", sha: commit["sha"] });
  const pull = await github("POST", "/pulls", { title: "Told", head: "told", base: "main" });
  await github("POST", `/issues/${Number(pull["number"])}/labels`, { labels: ["dev"] });
  await fetch(`${String(pull["html_url"])}/close`, { method: "POST", redirect: "manual" });
  await vi.waitFor(() => expect(told).toHaveLength(3), 10_000);
  expect(new Set(told.map(({ payload }) => payload["action"]))).toEqual(new Set(["opened", "labeled", "closed"]));
  expect(told.every(({ signed, event }) => signed && event === "pull_request")).toBe(true);
  const opened = told.find(({ payload }) => payload["action"] === "opened");
  expect(lacking(shapeOf(opened?.payload), examplesOf("pull_request"))).toEqual([]);
});

test("a ticket that moves is told as Jira tells it, with what has changed", async () => {
  const key = await openIssue();
  expect((await close(key)).status).toBe(204);
  await vi.waitFor(() => expect(told).toHaveLength(1), 10_000);
  expect(told[0]).toMatchObject({ path: "/hooks/jira", event: "jira:issue_updated", signed: true });
  expect(told[0]?.payload).toMatchObject({
    timestamp: expect.any(Number),
    issue_event_type_name: "issue_generic",
    user: { accountId: "sandbox:pao" },
    issue: { id: expect.stringMatching(/^\d+$/), key, fields: { status: { name: "Done" }, summary: "Told" } },
    changelog: {
      items: [
        { field: "status", fieldtype: "jira", fromString: "To Do", toString: "Done" },
        { field: "resolution", fromString: null, toString: "Done" },
      ],
    },
  });
});

test("a webhook can be sent twice, with one id", async () => {
  const key = await openIssue();
  await strike("webhook-twice");
  await close(key);
  await vi.waitFor(() => expect(told).toHaveLength(2), 10_000);
  expect(told[0]).toEqual(told[1]);
});

test("a webhook can be forged, or overtaken by a later one", async () => {
  const key = await openIssue();
  await strike("webhook-forged");
  await close(key);
  await vi.waitFor(() => expect(told.map(({ signed }) => signed)).toEqual([false]), 10_000);
  await strike("webhook-late", { delayMs: 400 });
  for (const id of ["21", "31"]) await sandbox.jira("POST", `/issue/${key}/transitions`, { transition: { id } });
  await vi.waitFor(() => expect(told).toHaveLength(3), 10_000);
  const times = told.slice(1).map(({ payload }) => Number(payload["timestamp"]));
  expect(times[0]).toBeGreaterThan(times[1] ?? 0);
});

test("a webhook can be lost, and a fault of webhooks strikes no call", async () => {
  const key = await openIssue();
  await strike("webhook-lost");
  expect((await close(key)).status).toBe(204);
  await vi.waitFor(async () => expect((await sandbox.control("GET", "/faults")).body).toEqual({ faults: [] }));
  await sandbox.jira("POST", `/issue/${key}/transitions`, { transition: { id: "11" } });
  await vi.waitFor(() => expect(told).toHaveLength(1), 10_000);
  expect(told[0]?.payload).toMatchObject({ issue: { fields: { status: { name: "To Do" } } } });
});

test("the platform API has no webhooks to strike", async () => {
  const answer = await sandbox.control("POST", "/faults", { target: "platform", fault: "webhook-lost" });
  expect([answer.status, answer.at("message")]).toEqual([422, expect.stringContaining("sends no webhooks")]);
});
