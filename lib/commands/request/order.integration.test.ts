import { afterAll, beforeAll, expect, test } from "vitest";
import { desc, eq } from "drizzle-orm";
import { database } from "#db/client.ts";
import { loadRequest, loadSteps, openInputs } from "#db/request.ts";
import { audit, request, revision } from "#db/tables.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import type { Actor } from "#lib/core/access.ts";
import { offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type DemoUser, type Portal } from "#tests/portal.ts";
import { orderRequest } from "./order.ts";
import { planOrder } from "./plan.ts";

let portal: Portal;

beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
});

afterAll(() => portal.close());

const order = {
  offering: "access-grant",
  project: "checkout",
  environment: "dev",
  inputs: { name: "orders", reason: "on call" },
};

const as = async (user: DemoUser) => ({ actor: await portal.actor(user), door: "rest" as const });
const count = async () => (await database().select().from(request)).length;

async function lastAudit() {
  const [row] = await database().select().from(audit).orderBy(desc(audit.id)).limit(1);
  return row;
}

test("an order becomes a request with its steps, its secrets sealed, and an audit entry", async () => {
  const answer = await orderRequest(await as("developer"), order);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  const number = parseNumber(answer.value.number) ?? 0;
  const row = await loadRequest(database(), number);
  expect(row).toMatchObject({ state: "submitted", title: "orders", team: "checkout", person: "developer" });
  expect(row?.inputs).toEqual({ name: "orders", size: "small", rack: false });
  expect(JSON.stringify(row)).not.toContain("on call");
  expect(row && openInputs(row)).toEqual({ "/reason": "on call" });
  expect((await loadSteps(database(), number)).map(({ id }) => id)).toEqual(["grant", "tell"]);
  expect(await lastAudit()).toMatchObject({
    verb: "request.order",
    outcome: "done",
    subject: `request:${number}`,
    door: "rest",
  });
});

test("the plan before the order has the hash that the order is checked against", async () => {
  const plan = await planOrder(await as("developer"), order);
  if (!plan.ok) throw new Error(plan.problem.message);
  expect(plan.value.decision.answer).toBe("allow");
  expect(plan.value.steps.map(({ runs }) => runs)).toEqual(["yes", "yes"]);
  const answer = await orderRequest(await as("developer"), { ...order, planHash: plan.value.hash });
  expect(answer).toMatchObject({ ok: true, value: { planHash: plan.value.hash } });
});

test("an order whose plan is no longer what would run is refused as stale", async () => {
  const before = await count();
  const plan = await planOrder(await as("developer"), order);
  const hash = plan.ok ? plan.value.hash : "";
  const inputs = { ...order.inputs, reason: "another secret" };
  expect(await orderRequest(await as("developer"), { ...order, inputs, planHash: hash })).toMatchObject({
    problem: { code: "stale" },
  });
  expect(await orderRequest(await as("developer"), { ...order, revision: 7 })).toMatchObject({
    problem: { code: "stale" },
  });
  expect(await count()).toBe(before);
});

test("a member of another team may not order, and that is in the audit", async () => {
  const before = await count();
  const answer = await orderRequest(await as("author"), { ...order, inputs: { name: "not right" } });
  expect(answer).toMatchObject({ ok: false, problem: { code: "forbidden" } });
  expect(await lastAudit()).toMatchObject({
    verb: "request.order",
    outcome: "denied",
    subject: "offering:access-grant",
  });
  expect(await count()).toBe(before);
  const plan = await planOrder(await as("author"), order);
  expect(plan).toMatchObject({ ok: true, value: { decision: { answer: "deny", reasons: [{ stage: "permission" }] } } });
});

test("nobody orders without being signed in", async () => {
  expect(await orderRequest({ actor: null, door: "rest" }, order)).toMatchObject({
    problem: { code: "unauthenticated" },
  });
});

test("an offering that is not offered to a team is not there for it", async () => {
  const answer = await orderRequest(await as("developer"), {
    ...order,
    offering: "search-index",
    inputs: { name: "x" },
  });
  expect(answer).toMatchObject({ problem: { code: "not_found" } });
});

test("what a condition hides is an issue at its place", async () => {
  const answer = await orderRequest(await as("developer"), { ...order, inputs: { ...order.inputs, row: "7" } });
  expect(answer).toMatchObject({ problem: { code: "invalid", issues: [{ path: "/inputs/row" }] } });
});

test("every answer that does not fit is named", async () => {
  const answer = await orderRequest(await as("developer"), { ...order, inputs: { name: "A", size: "huge" } });
  const paths = answer.ok ? [] : answer.problem.issues.map(({ path }) => path);
  expect(new Set(paths)).toEqual(new Set(["/inputs/name", "/inputs/size", "/inputs/reason"]));
});

test("a project and an environment that are not there are named", async () => {
  const answer = await orderRequest(await as("developer"), { ...order, project: "nope", environment: "moon" });
  expect(answer).toMatchObject({ problem: { issues: [{ path: "/project" }, { path: "/environment" }] } });
});

test("the same key gives the same request, with another body a conflict", async () => {
  const context = { ...(await as("developer")), idempotencyKey: "key-1" };
  const first = await orderRequest(context, order);
  const second = await orderRequest(context, order);
  expect(first.ok).toBe(true);
  expect(second).toEqual(first);
  expect(await orderRequest(context, { ...order, environment: "test" })).toMatchObject({
    problem: { code: "conflict" },
  });
});

test("two at once with one key make one request", async () => {
  const before = await count();
  const context = { ...(await as("developer")), idempotencyKey: "key-2" };
  const answers = await Promise.all(Array.from({ length: 6 }, () => orderRequest(context, order)));
  expect(new Set(answers.map((answer) => (answer.ok ? answer.value.number : answer.problem.message))).size).toBe(1);
  expect(await count()).toBe(before + 1);
});

test("a refused order leaves its key free", async () => {
  const context = { ...(await as("developer")), idempotencyKey: "key-3" };
  expect((await orderRequest(context, { ...order, environment: "moon" })).ok).toBe(false);
  expect((await orderRequest(context, order)).ok).toBe(true);
});

test("a key belongs to one actor", async () => {
  const developer = { ...(await as("developer")), idempotencyKey: "key-4" };
  const member: Actor = { kind: "person", id: "admin", name: "Other", teams: { checkout: ["member"] }, roles: [] };
  const first = await orderRequest(developer, order);
  const other = await orderRequest({ actor: member, door: "rest", idempotencyKey: "key-4" }, order);
  expect(first.ok && other.ok && first.value.number !== other.value.number).toBe(true);
});

test("without the audit entry there is no request", async () => {
  const before = await count();
  const nameless: Actor = { kind: "person", id: "developer", name: "x\0y", teams: { checkout: ["member"] }, roles: [] };
  await expect(orderRequest({ actor: nameless, door: "rest" }, order)).rejects.toThrow(/insert/i);
  expect(await count()).toBe(before);
});

test("a revision is pinned: a later one does not change what was ordered", async () => {
  const rows = await database().select().from(revision).where(eq(revision.offering, "access-grant"));
  expect(rows.map(({ number }) => number)).toEqual([1]);
});
