import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { saveConnection } from "#db/connection.ts";
import { env, databaseUrl } from "#lib/env.ts";
import { completeTask } from "#lib/commands/request/complete-task.ts";
import { escalateStep } from "#lib/commands/request/escalate.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { retryStep } from "#lib/commands/request/retry.ts";
import { type Engine, startEngine } from "#lib/engine/start.ts";
import { inbox } from "#lib/views/inbox/inbox.ts";
import { requestView } from "#lib/views/request/request.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { createSandbox, type Sandbox } from "#lib/sandbox/sandbox.ts";
import { absent, atlassian } from "./contracts/atlassian.ts";
import type { Received } from "./engine/harness.ts";
import { closeIssue } from "./engine/people.ts";
import { freshPortal, type DemoUser, type Portal } from "./portal.ts";
import { followed, stepOf } from "./store.ts";

const document = (name: string, escalation: string) => `
apiVersion: pao/v1
kind: Offering
metadata: { name: ${name}, title: Ledger, summary: A ledger., owner: data-platform, category: databases }
inputs:
  type: object
  required: [name]
  properties: { name: { type: string, title: Name }, key: { type: string, title: Key, writeOnly: true } }
fulfillment:${escalation}
  steps:
    - id: store
      title: Make the store
      uses: http
      with:
        method: POST
        path: /v1/buckets
        idempotent: true
        body: { name: "\${{ inputs.name }}" }
        outputs: { id: { type: string, title: Store, from: /id } }
    - id: ledger
      title: Make the ledger
      uses: http
      with:
        method: POST
        path: /v1/nowhere/at/all
        idempotent: true
        body: { store: "\${{ steps.store.outputs.id }}" }
        outputs:
          host: { type: string, title: Host, from: /host }
          shard: { type: integer, title: Shard, from: /shard }
          unread: { type: string, from: /unread }
    - id: roles
      title: Make the roles
      uses: http
      with: { method: PUT, path: "/v1/roles/x", body: { host: "\${{ steps.ledger.outputs.host }}" } }
    - id: alarm
      title: Set the alarm
      if: "\${{ steps.ledger.outputs.shard > 1 }}"
      uses: http
      with: { method: PUT, path: "/v1/alarms/x", body: { on: true } }
outputs:
  host: { title: Host, value: "\${{ steps.ledger.outputs.host }}" }
`;

const named = `
  escalation: { project: DBA, labels: [by-hand] }`;

let portal: Portal;
let sandbox: Sandbox;
let engine: Engine;

beforeAll(async () => {
  portal = await freshPortal({ "ledger.yaml": document("ledger", named), "mute.yaml": document("mute", "") });
  sandbox = await createSandbox({ databaseUrl: databaseUrl(), port: 0, lagMs: 100, mainUrl: env().baseUrl });
  const credential = { email: "pao@sandbox.example", token: "sandbox" };
  await database().transaction(async (tx) => {
    const jira = { name: "jira", kind: "jira" as const, baseUrl: `${sandbox.url}/jira`, settings: {}, credential };
    await saveConnection(tx, jira);
    const { token } = credential;
    const platform = { name: "platform", kind: "http" as const, baseUrl: `${sandbox.url}/platform`, settings: {} };
    await saveConnection(tx, { ...platform, credential: { token } });
  });
  const options = { version: "test", concurrency: 4, baseUrl: "http://localhost:3000", longestPauseSeconds: 1 };
  engine = await startEngine({ databaseUrl: databaseUrl(), dataDir: `${portal.folder}/data`, ...options });
});

afterAll(async () => {
  await engine.stop();
  await sandbox.close();
  await portal.close();
});

const by = async (user: DemoUser = "developer") => ({ actor: await portal.actor(user), door: "rest" as const });
const until = async (number: string, reached: (view: RequestView) => boolean) =>
  followed((await by()).actor, number, reached);
const view = async (number: string) => requestView((await by()).actor, number);

async function failed(name: string, offering = "ledger"): Promise<string> {
  const inputs = { name, key: "hush-hush-hush" };
  const answer = await orderRequest(await by(), { offering, project: "checkout", environment: "dev", inputs });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  await until(answer.value.number, ({ state }) => state === "failed");
  return answer.value.number;
}

/** The ticket that stands for a step, once there is one. */
async function ticketOf(number: string, id: string): Promise<string> {
  const shown = await until(number, (now) => Boolean(stepOf(now, id)?.escalated?.ticket));
  return stepOf(shown, id)?.escalated?.ticket?.id ?? "";
}

async function issue(key: string) {
  const [row] = await database().execute<{ fields: object; labels: string }>(
    sql`select fields, fields -> 'labels' as labels from sandbox.issue where project || '-' || number = ${key}`,
  );
  return JSON.stringify(row);
}

const links = async (key: string) =>
  database().execute<{ type: string; blocker: string }>(sql`
    select link.type, other.project || '-' || other.number as blocker from sandbox.issue_link link
    join sandbox.issue self on self.id = link.outward join sandbox.issue other on other.id = link.inward
    where self.project || '-' || self.number = ${key}`);

test("tickets take the place of a failed step and of what follows, and the request goes on with what people say", async () => {
  const number = await failed("*orders* [x](https://evil.example)");
  expect(stepOf(await view(number), "ledger")?.escalation).toEqual({
    project: "DBA",
    issueType: "Task",
    steps: ["Make the ledger", "Make the roles", "Set the alarm"],
  });
  const answer = await escalateStep(await by(), { number, step: "ledger", reason: "The platform API is away." });
  expect(answer).toMatchObject({ ok: true });
  const [ledger, roles] = [await ticketOf(number, "ledger"), await ticketOf(number, "roles")];
  await expect.poll(() => links(roles), { timeout: 10_000 }).toEqual([{ type: "Blocks", blocker: ledger }]);
  const shown = await view(number);
  expect(shown).toMatchObject({ state: "processing", escalated: true, stuck: false });
  expect(stepOf(shown, "alarm")).toMatchObject({ state: "pending", escalated: { ticket: null } });
  const text = await issue(ledger);
  for (const words of [
    "The platform API is away.",
    "POST",
    "*orders* [x](https://evil.example)",
    "Make the store",
    "by-hand",
    number,
  ])
    expect(text).toContain(words);
  expect(text).not.toContain("hush-hush");
  expect(text).not.toContain('"href":"https://evil.example"');

  await closeIssue(sandbox, ledger);
  const asking = await until(number, (now) => stepOf(now, "ledger")?.task?.mayAnswer !== undefined);
  expect(Object.keys(stepOf(asking, "ledger")?.task?.form.schema["properties"] ?? {})).toEqual(["host", "shard"]);
  expect((await inbox((await by("author")).actor, {})).items.map((item) => item.number)).toContain(number);
  const told = (outputs: object, user: DemoUser = "author") =>
    by(user).then((who) => completeTask(who, { number, step: "ledger", outputs }));
  expect(await told({ host: "h1", shard: 2 }, "developer")).toMatchObject({ problem: { code: "forbidden" } });
  expect(await told({ host: "h1", shard: "two" })).toMatchObject({ problem: { issues: [{ path: "/outputs/shard" }] } });
  expect(await told({ host: "h1", shard: 2 })).toMatchObject({ ok: true });
  await closeIssue(sandbox, roles);
  await closeIssue(sandbox, await ticketOf(number, "alarm"));
  const done = await until(number, ({ state }) => state === "completed");
  expect(done.outputs["host"]).toMatchObject({ value: "h1" });
  expect(done.activity.map(({ sentence }) => sentence)).toContain(
    "Demo developer had tickets opened in place of Make the ledger, Make the roles, Set the alarm: The platform API is away.",
  );
});

test("a ticket that is closed as won't do fails the request again, and a retry opens another", async () => {
  const number = await failed("refused");
  await escalateStep(await by("author"), { number, step: "ledger" });
  const [ledger, roles] = [await ticketOf(number, "ledger"), await ticketOf(number, "roles")];
  await closeIssue(sandbox, roles);
  await closeIssue(sandbox, ledger, "Won't Do");
  const again = await until(number, ({ state }) => state === "failed");
  expect(stepOf(again, "ledger")).toMatchObject({ problem: { code: "jira_wont_do" }, exits: ["retry"] });
  expect(stepOf(again, "roles")?.state).toBe("completed");
  expect(await retryStep(await by(), { number, step: "ledger" })).toMatchObject({ ok: true });
  expect(await ticketOf(number, "ledger")).not.toBe(ledger);
});

test("what PAO sends to Jira for an escalation fits what Atlassian describes", async (context) => {
  const contract = await atlassian();
  if (!contract) return context.skip(absent);
  const answer = await fetch(`${sandbox.url}/control/received?target=jira&limit=1000`);
  const { received } = (await answer.json()) as { received: Received[] };
  const sent = received.map(({ method, path, body }) => ({
    method,
    path: path.slice("/jira".length),
    ...(body === null ? {} : { body }),
  }));
  expect(sent.some(({ path }) => path.endsWith("/issueLink"))).toBe(true);
  for (const exchange of sent)
    expect({ exchange, wrong: contract.validateRequest(exchange) }).toEqual({ exchange, wrong: [] });
});

test("of two who escalate at once one is told who was first, and whose business it is not may not", async () => {
  const number = await failed("twice");
  const answers = await Promise.all([
    escalateStep(await by("developer"), { number, step: "ledger" }),
    escalateStep(await by("author"), { number, step: "ledger" }),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const message: unknown = expect.stringMatching(/^Demo (developer|author) escalated this \d+ s ago\. /);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ problem: { code: "conflict", message } });
  expect(await escalateStep(await by("manager"), { number, step: "ledger" })).toMatchObject({
    problem: { code: "forbidden" },
  });
});

test("where an offering names no place for tickets, it says what its owner has to write, and takes that from then on", async () => {
  const number = await failed("mute", "mute");
  const remedy: unknown = expect.stringContaining("escalation: { project: KEY, issueType: Task }");
  expect(stepOf(await view(number), "ledger")?.escalation).toMatchObject({ remedy });
  expect(await escalateStep(await by(), { number, step: "ledger" })).toMatchObject({
    problem: { code: "not_ready", remedy },
  });
  await portal.write("mute.yaml", document("mute", named));
  await portal.reload();
  expect(await escalateStep(await by(), { number, step: "ledger" })).toMatchObject({ ok: true });
  expect(await ticketOf(number, "ledger")).toMatch(/^DBA-/);
});
