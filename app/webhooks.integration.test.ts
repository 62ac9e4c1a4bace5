import { createHmac } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { database } from "#db/client.ts";
import { step } from "#db/tables.ts";
import { loadTallies } from "#db/webhook.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { saveConnection } from "#lib/commands/connection/save.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { connections } from "#lib/views/connection/connections.ts";
import { offeringNamed } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { read } from "#tests/rest.ts";
import * as door from "./api/webhooks/[connection]/route.ts";

const secret = "a secret of sixteen characters or more".replaceAll(" ", "-");
const ticket = "{ id: open, uses: jira-issue, with: { project: DBA, issueType: Task, summary: Open } }";
let portal: Portal;

beforeAll(async () => {
  portal = await freshPortal({ "ticket.yaml": offeringNamed("ticket", ticket) });
  const admin = { actor: await portal.actor("admin"), door: "browser" } as const;
  for (const kind of ["jira", "github"] as const) {
    const parts = kind === "jira" ? { email: "pao@a.example", token: "t" } : { token: "t" };
    const given = { name: kind, kind, baseUrl: "http://127.0.0.1:9", credential: { ...parts, webhookSecret: secret } };
    expect.assert((await saveConnection(admin, given)).ok);
  }
  const without = { name: "hub", kind: "github", baseUrl: "http://127.0.0.1:9", credential: { token: "t" } };
  expect.assert((await saveConnection(admin, without)).ok);
});

afterAll(() => portal.close());

interface Sent {
  signature?: string | null;
  headers?: Record<string, string>;
  method?: string;
}

const sign = (body: string | Uint8Array) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

function deliver(connection: string, payload: unknown, { signature, headers, method = "POST" }: Sent = {}) {
  const body = Buffer.from(payload instanceof Uint8Array ? payload : JSON.stringify(payload));
  const header = connection === "jira" ? "x-hub-signature" : "x-hub-signature-256";
  const given = signature === undefined ? sign(body) : signature;
  const request = new Request(`http://localhost:3000/api/webhooks/${connection}`, {
    method,
    body,
    headers: { "content-type": "application/json", ...(given === null ? {} : { [header]: given }), ...headers },
  });
  return door.POST(request, { params: Promise.resolve({ connection }) });
}

/** A request whose step waits for this until an hour from now. */
async function waiting(reference: Reference): Promise<number> {
  const developer = { actor: await portal.actor("developer"), door: "rest" } as const;
  const order = { offering: "ticket", inputs: {}, project: "checkout", environment: "dev" };
  const ordered = await orderRequest(developer, order);
  if (!ordered.ok) throw new Error(JSON.stringify(ordered.problem));
  const number = parseNumber(ordered.value.number) ?? 0;
  const nextCheckAt = sql`now() + interval '1 hour'`;
  await database().update(step).set({ state: "waiting", reference, nextCheckAt }).where(eq(step.request, number));
  // The order wakes its first step; only what deliveries wake is counted.
  await database().execute(sql`delete from pgboss.job where (data ->> 'request')::int = ${number}`);
  return number;
}

const issue = (id: string): Reference => ({ kind: "issue", id: `DBA-${id}`, data: { issue: id, status: "To Do" } });
const moved = (id: string, key = `DBA-${id}`) => ({ webhookEvent: "jira:issue_updated", issue: { id, key } });

async function jobs(request: number): Promise<number> {
  const [counted] = await database().execute<{ jobs: number }>(
    sql`select count(*)::int as jobs from pgboss.job where name = 'step' and (data ->> 'request')::int = ${request}`,
  );
  return counted?.jobs ?? 0;
}

async function tally(connection: string) {
  const row = (await loadTallies(database())).find((one) => one.connection === connection);
  return { received: 0, woke: 0, unknown: 0, refused: 0, ...row };
}

test("a signed delivery wakes the step that waits for the thing, and is counted", async () => {
  const request = await waiting(issue("10001"));
  const before = await tally("jira");
  const answer = await deliver("jira", moved("10001"));
  expect([answer.status, await answer.json()]).toEqual([202, { woke: 1 }]);
  expect(await jobs(request)).toBe(1);
  const { received, woke } = before;
  await vi.waitFor(async () =>
    expect(await tally("jira")).toMatchObject({ received: received + 1, woke: woke + 1, receivedAt: expect.any(Date) }),
  );
});

test("an issue that has moved to another project is known by its number", async () => {
  const request = await waiting(issue("10002"));
  expect(await (await deliver("jira", moved("10002", "CMP-9"))).json()).toEqual({ woke: 1 });
  expect(await jobs(request)).toBe(1);
});

test("runs, jobs of runs and pull requests are known", async () => {
  const data = { repository: "acme/db-ops" };
  const run = await waiting({ kind: "run", id: "9000001", data });
  const pull = await waiting({ kind: "pull_request", id: "17", data });
  await waiting({ kind: "pull_request", id: "17", data: { repository: "acme/other" } });
  const repository = { full_name: "Acme/db-ops" };
  const job = { id: 4, run_id: 9000001 };
  expect(await (await deliver("github", { workflow_job: job, repository })).json()).toEqual({ woke: 1 });
  expect(await (await deliver("github", { pull_request: { number: 17 }, repository })).json()).toEqual({ woke: 1 });
  expect([await jobs(run), await jobs(pull)]).toEqual([1, 1]);
});

test("what is told again before an engine has looked wakes nobody again", async () => {
  const request = await waiting(issue("10003"));
  const headers = { "x-atlassian-webhook-identifier": "same", "x-atlassian-webhook-retry": "1" };
  for (let n = 0; n < 3; n++) expect((await deliver("jira", moved("10003"), { headers })).status).toBe(202);
  expect(await jobs(request)).toBe(1);
});

test("a step that somebody is looking at just now is looked at again after it, by no second engine", async () => {
  const request = await waiting(issue("10004"));
  const lease = { lease: crypto.randomUUID(), leasedUntil: sql`now() + interval '1 minute'`, nextCheckAt: null };
  await database().update(step).set(lease).where(eq(step.request, request));
  expect(await (await deliver("jira", moved("10004"))).json()).toEqual({ woke: 1 });
  expect(await jobs(request)).toBe(0);
  const [row] = await database().select().from(step).where(eq(step.request, request));
  expect(row?.nextCheckAt).not.toBeNull();
});

test("a step that has to leave the outside alone for a while is not hurried", async () => {
  const request = await waiting(issue("10005"));
  const problem = { code: "jira_rate_limited", sentence: "Too many." };
  await database().update(step).set({ problem }).where(eq(step.request, request));
  expect((await deliver("jira", moved("10005"))).status).toBe(202);
  expect(await jobs(request)).toBe(0);
});

test("another connection's delivery does not wake a step that names its own", async () => {
  const request = await waiting(issue("10006"));
  await database()
    .update(step)
    .set({ plan: sql`(${step.plan}::jsonb || '{"connection": "other-jira"}')::json` })
    .where(eq(step.request, request));
  expect(await (await deliver("jira", moved("10006"))).json()).toEqual({ woke: 0 });
});

test("what concerns nobody is taken and counted, and is no error", async () => {
  const before = await tally("github");
  for (const payload of [
    { zen: "Keep it logically awesome." },
    { workflow_run: { id: 1 } },
    { action: "x", issue: {} },
  ])
    expect((await deliver("github", payload)).status).toBe(202);
  await vi.waitFor(async () => expect((await tally("github")).unknown).toBe(before.unknown + 3));
});

const refused: [string, string, unknown, Sent, number][] = [
  ["without a signature", "jira", moved("1"), { signature: null }, 401],
  ["signed with another secret", "jira", moved("1"), { signature: `sha256=${"0".repeat(64)}` }, 401],
  ["whose body is not what was signed", "jira", moved("1"), { signature: sign(JSON.stringify(moved("2"))) }, 401],
  ["of text, though signed", "github", { zen: "x" }, { headers: { "content-type": "text/plain" } }, 415],
  [
    "of a form, though signed",
    "github",
    { zen: "x" },
    { headers: { "content-type": "application/x-www-form-urlencoded" } },
    415,
  ],
  ["that is signed and no JSON", "github", Buffer.from("{"), {}, 400],
  ["that is signed and no object", "github", [1], {}, 400],
  ["larger than a mebibyte", "github", { text: "x".repeat(1024 * 1024) }, {}, 413],
  ["to a connection without a secret", "hub", { zen: "x" }, {}, 404],
];

test.each(refused)("a delivery %s is refused and counted", async (_, connection, payload, sent, status) => {
  const before = await tally(connection);
  const answer = await deliver(connection, payload, sent);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
  expect(await read<{ detail: string }>(answer)).toMatchObject({ status, detail: expect.stringMatching(/\w/) });
  await vi.waitFor(async () => expect((await tally(connection)).refused).toBe(before.refused + 1));
});

test("the signature is looked at before the body is", async () => {
  const answer = await deliver("github", Buffer.from("{"), { signature: null });
  expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, 'Signature realm="PAO webhooks"']);
});

test("a connection that is not there answers like one that takes no webhooks", async () => {
  const names = ["hub", "platform", "nowhere", "No-Such%20Name\u0000", "x".repeat(500), "toString"];
  const answers = await Promise.all(names.map(async (name) => (await deliver(name, {})).text()));
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0] ?? "")).toMatchObject({ status: 404, code: "not_found" });
});

test("no other method does anything here", async () => {
  const answer = await door.GET(new Request("http://localhost:3000/api/webhooks/jira"));
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
});

test("two hundred deliveries at once are all taken, and wake each step once", async () => {
  const numbers = Array.from({ length: 5 }, (_, at) => `2000${at}`);
  const requests = await Promise.all(numbers.map((id) => waiting(issue(id))));
  const { received } = await tally("jira");
  const all = Array.from({ length: 200 }, (_, at) => deliver("jira", moved(numbers[at % 5] ?? "")));
  expect(new Set((await Promise.all(all)).map(({ status }) => status))).toEqual(new Set([202]));
  expect(await Promise.all(requests.map(jobs))).toEqual([1, 1, 1, 1, 1]);
  await vi.waitFor(async () => expect((await tally("jira")).received).toBe(received + 200));
});

test("whatever is sent, signed or not, the door holds", async () => {
  const ids = fc.oneof(fc.jsonValue(), fc.constantFrom("10001", 9000001));
  const thing = fc.oneof(fc.record({ id: ids, key: ids, number: ids, run_id: ids, full_name: ids }), fc.jsonValue());
  const names = fc.constantFrom("issue", "workflow_run", "workflow_job", "pull_request", "repository");
  const bodies = fc.oneof(fc.dictionary(names, thing), fc.uint8Array({ maxLength: 200 }), fc.jsonValue());
  const signatures = fc.option(fc.string(), { nil: undefined, freq: 3 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("jira", "github"), bodies, signatures, async (connection, body, drawn) => {
      const signature = drawn === undefined ? undefined : drawn.replaceAll(/[^\x21-\x7e]/g, "?");
      const { status } = await deliver(connection, body, signature === undefined ? {} : { signature });
      return [202, 400, 401].includes(status);
    }),
    { numRuns: 150 },
  );
});

test("an admin sees where to send to and what came, and never the secret", async () => {
  const shown = await connections(await portal.actor("admin"));
  const jira = shown.find(({ name }) => name === "jira");
  expect(jira).toMatchObject({
    credential: expect.arrayContaining(["webhookSecret"]),
    webhook: { url: "http://localhost:3000/api/webhooks/jira", received: expect.any(Number) },
  });
  expect(shown.find(({ name }) => name === "platform")?.webhook).toBeNull();
  expect(JSON.stringify(shown)).not.toContain(secret);
});

test("a secret that is easily guessed is refused, and an HTTP endpoint has none", async () => {
  const admin = { actor: await portal.actor("admin"), door: "browser" } as const;
  const given = { name: "odd", kind: "github", baseUrl: "https://a.example", credential: { webhookSecret: "short" } };
  const issues = [{ path: "/credential/webhookSecret" }];
  expect(await saveConnection(admin, given)).toMatchObject({ problem: { issues } });
  const http = { ...given, kind: "http", credential: { webhookSecret: secret } };
  expect(await saveConnection(admin, http)).toMatchObject({ problem: { issues } });
});
