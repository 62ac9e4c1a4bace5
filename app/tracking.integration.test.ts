import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { database, openDatabase } from "#db/client.ts";
import { saveConnection } from "#db/connection.ts";
import { loadEvents } from "#db/event.ts";
import { lockRequest } from "#db/request.ts";
import { step } from "#db/tables.ts";
import { loadTallies } from "#db/webhook.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { POST } from "./api/webhooks/[connection]/route.ts";

const secret = "hush-hush-hush-hush";
const door = createServer((request, response) => {
  const connection = request.url?.split("/").at(-1) ?? "";
  void buffer(request)
    .then((body) => {
      const headers = new Headers(
        Object.entries(request.headersDistinct).map(([name, [value = ""] = []]) => [name, value]),
      );
      const sent = new Request(`http://localhost${request.url}`, {
        method: "POST",
        headers,
        body: new Uint8Array(body),
      });
      return POST(sent, { params: Promise.resolve({ connection }) });
    })
    .then((answer) => response.writeHead(answer.status).end());
});
let stage: Stage;

beforeAll(async () => {
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  const address = door.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/api/webhooks`;
  stage = await openStage(undefined, { url, secret, lagMs: 20 });
  vi.stubEnv("DATABASE_URL", stage.url);
  globalThis.paoDatabase = openDatabase(stage.url);
  for (const [kind, baseUrl] of [
    ["jira", "/jira"],
    ["github", "/github/api/v3"],
  ] as const)
    await database().transaction((tx) =>
      saveConnection(tx, {
        name: kind,
        kind,
        baseUrl: stage.sandbox.url + baseUrl,
        settings: {},
        credential: { webhookSecret: secret },
      }),
    );
  await stage.engine({ longestPauseSeconds: 60 });
});
afterEach(() => stage.clearFaults());
afterAll(async () => {
  door.close();
  await stage?.end();
  await globalThis.paoDatabase?.close();
  globalThis.paoDatabase = undefined;
});

const ticket = (summary: string) => [
  { id: "open", uses: "jira-issue", with: { project: "DBA", issueType: "Task", summary } },
];

interface Ticket {
  number: number;
  key: string;
  /** Its number, by which it is read. */
  issue: string;
}

/** A ticket that has waited for a month, and that nobody would look at for an hour. */
async function oldTicket(summary: string): Promise<Ticket> {
  const { received } = await tally("jira");
  const number = await stage.order(ticket(summary));
  await stage.until(async () => (await tally("jira")).received > received);
  await stage.until(async () => {
    const { state, lease, nextCheckAt } = await stage.step(number, "open");
    return state === "waiting" && lease === null && Number(nextCheckAt) > Date.now();
  });
  await age(number, "open");
  const { reference } = await stage.step(number, "open");
  return { number, key: reference?.id ?? "", issue: reference?.data?.["issue"] ?? "" };
}

async function age(number: number, id: string): Promise<void> {
  await stage.db
    .update(step)
    .set({ startedAt: sql`now() - interval '30 days'`, nextCheckAt: sql`now() + interval '1 hour'` })
    .where(and(eq(step.request, number), eq(step.id, id)));
}

async function tally(connection: string) {
  const found = (await loadTallies(stage.db)).find((one) => one.connection === connection);
  return found ?? { received: 0, woke: 0, unknown: 0, refused: 0 };
}

async function move(key: string, id: string): Promise<void> {
  const headers = { authorization: `Basic ${btoa("pao@sandbox.example:sandbox")}`, "content-type": "application/json" };
  const body = JSON.stringify({ transition: { id } });
  await fetch(`${stage.sandbox.url}/jira/rest/api/3/issue/${key}/transitions`, { method: "POST", headers, body });
}

const looks = async (issue: string) =>
  (await stage.received("jira")).filter(({ method, path }) => method === "GET" && path.includes(`/issue/${issue}?`))
    .length;
const states = async (number: number) =>
  (await loadEvents(stage.db, number)).flatMap(({ body }) => (body.type === "step" ? [body.state] : []));

test("a ticket that has waited for weeks goes on as soon as it is closed", async () => {
  const { number, key } = await oldTicket("Closed after weeks");
  await stage.close(key);
  expect(await stage.requestReaches(number, "completed")).toBe("completed");
});

test("a ticket that only moves is looked at once, and then left alone for an hour", async () => {
  const { number, key, issue } = await oldTicket("Moved after weeks");
  const before = await looks(issue);
  await move(key, "21");
  await stage.until(async () => (await stage.step(number, "open")).reference?.data?.["status"] === "In Progress");
  expect((await looks(issue)) - before).toBe(1);
  const { nextCheckAt } = await stage.step(number, "open");
  expect((nextCheckAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(50 * 60_000);
});

test("deliveries that come twice and in the wrong order complete a step once", async () => {
  const { number, key } = await oldTicket("Told twice");
  await stage.fault({ target: "jira", fault: "webhook-late", delayMs: 300, times: 1 });
  await stage.fault({ target: "jira", fault: "webhook-twice", times: 2 });
  const { received } = await tally("jira");
  await move(key, "21");
  await stage.close(key);
  await stage.requestReaches(number, "completed");
  await stage.until(async () => (await tally("jira")).received >= received + 3);
  expect((await states(number)).filter((state) => state === "completed")).toHaveLength(1);
});

test("a forged delivery wakes nobody; what was missed is seen at the next look", async () => {
  const { number, key, issue } = await oldTicket("Forged");
  const { refused } = await tally("jira");
  const before = await looks(issue);
  await stage.fault({ target: "jira", fault: "webhook-forged", times: 1 });
  await stage.close(key);
  await stage.until(async () => (await tally("jira")).refused === refused + 1);
  expect([await looks(issue), (await stage.step(number, "open")).state]).toEqual([before, "waiting"]);
  await stage.db
    .update(step)
    .set({ nextCheckAt: sql`now()` })
    .where(eq(step.request, number));
  await stage.requestReaches(number, "completed");
});

test("a delivery that comes before the step knows what it has made is not lost for good", async () => {
  const summary = "Closed at once";
  await stage.fault({ target: "jira", when: { method: "POST" }, fault: "slow", delayMs: 700, times: 1 });
  const number = await stage.order(ticket(summary));
  const isPost = ({ method, body }: { method: string; body: JsonObject | null }) =>
    method === "POST" && JSON.stringify(body).includes(summary);
  await stage.until(async () => (await stage.received("jira")).some(isPost));
  // What the engine was answered, it can't write down before this ends.
  await stage.db.transaction(async (tx) => {
    await lockRequest(tx, number);
    await stage.until(async () => (await stage.issues(summary)).length > 0);
    const { unknown } = await tally("jira");
    await stage.close((await stage.issues(summary))[0] ?? "");
    await stage.until(async () => (await tally("jira")).unknown > unknown);
    expect((await stage.step(number, "open")).reference).toBeNull();
  });
  await stage.requestReaches(number, "completed");
});

test("a run of a workflow goes on when it has ended, however long it was not looked at", async () => {
  const { woke } = await tally("github");
  const run = {
    id: "run",
    uses: "github-workflow",
    with: { repository: "acme/db-ops", workflow: "bootstrap.yml", keyInput: "pao", inputs: { host: "told-db" } },
  };
  const number = await stage.order([run]);
  await stage.stepReaches(number, "run", "waiting");
  const ended = stage.requestReaches(number, "completed");
  await age(number, "run");
  await ended;
  expect((await tally("github")).woke).toBeGreaterThan(woke);
});
