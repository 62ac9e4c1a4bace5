import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { and, desc, eq } from "drizzle-orm";
import { database } from "#db/client.ts";
import { loadEvents } from "#db/event.ts";
import { loadRequest, sealOutputs, updateRequest } from "#db/request.ts";
import { loadStep, openStepOutputs, type StepPatch } from "#db/step.ts";
import { audit, idempotency } from "#db/tables.ts";
import { formatNumber, parseNumber } from "#lib/core/lifecycle/number.ts";
import type { StepState } from "#lib/core/lifecycle/states.ts";
import { offeringDocuments } from "#tests/documents.ts";
import { requestView } from "#lib/views/request/request.ts";
import { freshPortal, type DemoUser, type Portal } from "#tests/portal.ts";
import { putStep } from "#tests/step.ts";
import { abortRequest } from "./abort.ts";
import { cancelRequest } from "./cancel.ts";
import { completeTask } from "./complete-task.ts";
import { orderRequest } from "./order.ts";
import { refuseTask } from "./refuse-task.ts";
import { resolveStep } from "./resolve.ts";
import { retryStep } from "./retry.ts";
import { revealOutput } from "./reveal-output.ts";

let portal: Portal;
let number: string;

beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
});

afterAll(() => portal.close());

beforeEach(async () => {
  const inputs = { name: "orders", reason: "on call" };
  const order = { offering: "access-grant", project: "checkout", environment: "dev", inputs };
  const answer = await orderRequest(await as("developer"), order);
  if (!answer.ok) throw new Error(answer.problem.message);
  number = answer.value.number;
});

const saying = (words: RegExp): unknown => expect.stringMatching(words);
const as = async (user: DemoUser) => ({ actor: await portal.actor(user), door: "rest" as const });
const plain = () => parseNumber(number) ?? 0;
const step = (id: string) => loadStep(database(), plain(), id);
const events = async () => (await loadEvents(database(), plain())).map(({ body }) => body.type);

/** Puts a step where an engine would have brought it. */
async function bring(id: string, state: StepState, patch: StepPatch = {}) {
  await database().transaction((tx) => putStep(tx, plain(), id, state, patch));
}

async function audits(outcome: "done" | "denied") {
  const about = and(eq(audit.subject, `request:${plain()}`), eq(audit.outcome, outcome));
  return (await database().select().from(audit).where(about).orderBy(desc(audit.id))).map(({ verb }) => verb);
}

test("a task is completed by its team with the outputs it asks for, secret ones sealed", async () => {
  await bring("grant", "waiting", { assignedTeam: "data-platform" });
  const answer = await completeTask(await as("author"), {
    number,
    step: "grant",
    outputs: { host: "h1", password: "p4ss" },
    note: "done",
  });
  expect(answer).toEqual({ ok: true, value: { number } });
  const done = await step("grant");
  expect(done).toMatchObject({ state: "completed", outputs: { host: "h1" } });
  expect(JSON.stringify(done)).not.toContain("p4ss");
  expect(done && openStepOutputs(done)).toEqual({ password: "p4ss" });
  expect(await events()).toEqual(["submitted", "task_completed", "step"]);
  expect(await audits("done")).toEqual(["request.complete-task", "request.order"]);
});

test("outputs that a task asks for and does not get are named", async () => {
  await bring("grant", "waiting", { assignedTeam: "data-platform" });
  const answer = await completeTask(await as("author"), { number, step: "grant", outputs: { host: "h1" } });
  expect(answer).toMatchObject({ problem: { code: "invalid", issues: [{ path: "/outputs/password" }] } });
  expect((await step("grant"))?.state).toBe("waiting");
});

test("who is not of the assigned team may not answer the task, and that is in the audit", async () => {
  await bring("grant", "waiting", { assignedTeam: "data-platform" });
  const answer = await completeTask(await as("developer"), { number, step: "grant", outputs: {} });
  expect(answer).toMatchObject({ problem: { code: "forbidden" } });
  expect(await audits("denied")).toEqual(["request.complete-task"]);
});

test("of two people who answer a task at once one is told who was first", async () => {
  await bring("grant", "waiting", { assignedTeam: "data-platform" });
  const outputs = { host: "h1", password: "p" };
  const answers = await Promise.all([
    completeTask(await as("author"), { number, step: "grant", outputs }),
    refuseTask(await as("approver"), { number, step: "grant", note: "no" }),
  ]);
  const lost = answers.find(({ ok }) => !ok);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(lost).toMatchObject({
    problem: { code: "conflict", message: saying(/^Demo (author completed|approver refused) this \d+ s ago\. /) },
  });
});

test("a refused task fails its step with the reason, and a retry asks anew", async () => {
  await bring("grant", "waiting", { assignedTeam: "data-platform" });
  expect((await refuseTask(await as("approver"), { number, step: "grant", note: "not on Fridays" })).ok).toBe(true);
  expect(await step("grant")).toMatchObject({ state: "failed", problem: { sentence: saying(/not on Fridays/) } });
  expect((await retryStep(await as("developer"), { number, step: "grant", reason: "it is Monday" })).ok).toBe(true);
  expect(await step("grant")).toMatchObject({ state: "queued", generation: 2, problem: null });
});

test("who was refused cannot say it was done; the team that refused and an admin can", async () => {
  await bring("grant", "waiting", { assignedTeam: "data-platform" });
  expect((await refuseTask(await as("approver"), { number, step: "grant", note: "no" })).ok).toBe(true);
  const byHand = { number, step: "grant", note: "I say it is fine", outputs: { host: "h", password: "p" } };
  expect(await resolveStep(await as("developer"), byHand)).toMatchObject({ problem: { code: "forbidden" } });
  expect((await step("grant"))?.state).toBe("failed");
  expect(await audits("denied")).toEqual(["request.resolve"]);
  expect((await resolveStep(await as("admin"), byHand)).ok).toBe(true);
});

test("a retry of what may still go on outside keeps its generation", async () => {
  await bring("grant", "failed", { effectEnded: false });
  expect((await retryStep(await as("developer"), { number, step: "grant" })).ok).toBe(true);
  expect((await step("grant"))?.generation).toBe(1);
});

test("only a failed or uncertain step can be tried again or resolved", async () => {
  expect(await resolveStep(await as("author"), { number, step: "grant", note: "x" })).toMatchObject({
    problem: { code: "conflict" },
  });
  expect(await retryStep(await as("developer"), { number, step: "grant" })).toMatchObject({
    problem: { code: "conflict" },
  });
});

test("two retries at once try it once", async () => {
  await bring("grant", "failed");
  const developer = await as("developer");
  const answers = await Promise.all(Array.from({ length: 4 }, () => retryStep(developer, { number, step: "grant" })));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await events()).filter((type) => type === "retried")).toHaveLength(1);
});

test("a retry from an earlier step does it again, and what was built on it", async () => {
  await bring("grant", "completed", { outputs: { host: "old" }, reference: { kind: "task", id: "x" } });
  await bring("tell", "failed", { effectEnded: true });
  const developer = await as("developer");
  expect(await retryStep(developer, { number, step: "tell", from: "tell2" })).toMatchObject({ ok: false });
  expect((await retryStep(developer, { number, step: "tell", from: "grant" })).ok).toBe(true);
  // What was made with its outputs may have to be removed with them; nobody is shown them meanwhile.
  const kept = { outputs: { host: "old" }, reference: null };
  expect(await step("grant")).toMatchObject({ state: "queued", generation: 2, ...kept });
  const view = await requestView(developer.actor, number);
  expect(view.steps[0]?.outputs["host"]).toMatchObject({ known: false, value: null });
  expect(await step("tell")).toMatchObject({ state: "pending", generation: 2, problem: null });
  const told = (await loadEvents(database(), plain())).findLast(({ body }) => body.type === "retried");
  expect(told?.body).toMatchObject({ step: "tell", from: "Grant the access" });
});

test("a step done by hand gives the outputs that are owed", async () => {
  await bring("grant", "uncertain");
  const author = await as("author");
  const given = { number, step: "grant", note: "did it myself", reference: "https://example.com/t/42" };
  expect(await resolveStep(author, given)).toMatchObject({ problem: { code: "invalid" } });
  expect((await resolveStep(author, { ...given, outputs: { host: "h", password: "p" } })).ok).toBe(true);
  expect(await step("grant")).toMatchObject({
    state: "completed",
    resolved: true,
    reference: { id: "42", url: "https://example.com/t/42" },
  });
});

test("outputs that a step does not declare are refused", async () => {
  await bring("tell", "failed");
  const answer = await resolveStep(await as("author"), { number, step: "tell", note: "x", outputs: { host: "h" } });
  expect(answer).toMatchObject({ problem: { code: "invalid" } });
});

test("an aborted request skips the steps that have not started, and says what is left outside", async () => {
  await bring("grant", "waiting", { reference: { kind: "task", id: "1" }, assignedTeam: "data-platform" });
  const answer = await abortRequest(await as("developer"), { number, reason: "not needed" });
  expect(answer).toEqual({ ok: true, value: { number, left: [] } });
  expect((await step("grant"))?.state).toBe("cancelled");
  expect((await step("tell"))?.state).toBe("skipped");
  expect((await loadRequest(database(), plain()))?.state).toBe("cancelling");
  const second = await abortRequest(await as("developer"), { number });
  expect(second).toMatchObject({
    problem: { code: "conflict", message: saying(/^Demo developer aborted the request \d+ s ago\. /) },
  });
});

test("a cancel asks what waits outside to stop, and whoever will not wait for it ends it at once", async () => {
  await bring("grant", "waiting", { assignedTeam: "data-platform" });
  expect((await cancelRequest(await as("developer"), { number, reason: "not needed" })).ok).toBe(true);
  // A task is withdrawn: nobody outside has to be asked.
  expect((await step("grant"))?.state).toBe("cancelled");
  expect((await step("tell"))?.state).toBe("skipped");
  expect((await loadRequest(database(), plain()))?.ending).toBe("cancel");
  const second = await cancelRequest(await as("developer"), { number });
  const first = saying(/^Demo developer cancelled the request \d+ s ago\. The request is being ended already\.$/);
  expect(second).toMatchObject({ problem: { code: "conflict", message: first } });
  expect((await abortRequest(await as("developer"), { number })).ok).toBe(true);
  const told = (await loadEvents(database(), plain())).findLast(({ body }) => body.type === "aborted");
  expect(told?.body).toMatchObject({ waited: true });
  expect(await audits("done")).toEqual(["request.abort", "request.cancel", "request.order"]);
});

test("who may not change a request may not cancel it, and what has failed is aborted instead", async () => {
  expect(await cancelRequest(await as("author"), { number })).toMatchObject({ problem: { code: "forbidden" } });
  expect(await audits("denied")).toEqual(["request.cancel"]);
  await database().transaction((tx) => updateRequest(tx, plain(), { state: "failed" }));
  const answer = await cancelRequest(await as("developer"), { number });
  expect(answer).toMatchObject({ problem: { message: "Nothing of it moves any more: abort it." } });
});

test("an abort names what may have been made too", async () => {
  await bring("tell", "uncertain", { uses: "http" });
  const answer = await abortRequest(await as("developer"), { number });
  expect(answer).toMatchObject({ value: { left: [saying(/: may exist$/)] } });
});

test("somebody who may see a request may not therefore change it", async () => {
  await bring("grant", "failed");
  for (const verb of [retryStep, abortRequest]) {
    const answer = await verb(await as("manager"), verb === retryStep ? { number, step: "grant" } : { number });
    expect(answer).toMatchObject({ problem: { code: "forbidden" } });
  }
  expect(await audits("denied")).toEqual(["request.abort", "request.retry"]);
});

test("a secret output is shown to its team, and that it was shown stays", async () => {
  await database().transaction((tx) =>
    updateRequest(tx, plain(), { sealedOutputs: sealOutputs(plain(), { password: "p4ss" }) }),
  );
  expect(await revealOutput(await as("developer"), { number, output: "password" })).toEqual({
    ok: true,
    value: { value: "p4ss" },
  });
  expect(await revealOutput(await as("admin"), { number, output: "password" })).toMatchObject({
    problem: { code: "forbidden" },
  });
  expect(await revealOutput(await as("developer"), { number, output: "host" })).toMatchObject({
    problem: { code: "conflict" },
  });
  expect(await revealOutput(await as("developer"), { number, output: "nope" })).toMatchObject({
    problem: { code: "not_found" },
  });
  expect(await events()).toEqual(["submitted", "output_revealed"]);
  expect(await audits("done")).toEqual(["request.reveal-output", "request.order"]);
});

test("a secret that was shown is not kept for a repeated key", async () => {
  await database().transaction((tx) =>
    updateRequest(tx, plain(), { sealedOutputs: sealOutputs(plain(), { password: "p4ss" }) }),
  );
  const context = { ...(await as("developer")), idempotencyKey: "reveal" };
  for (const _ of [1, 2])
    expect(await revealOutput(context, { number, output: "password" })).toMatchObject({ ok: true });
  expect(JSON.stringify(await database().select().from(idempotency))).not.toContain("p4ss");
});

test("a number or step that is not there is not found", async () => {
  const developer = await as("developer");
  for (const odd of ["REQ-999999", "REQ-abc", "", "REQ-99999999999999999999", formatNumber(0)])
    expect(await retryStep(developer, { number: odd, step: "grant" })).toMatchObject({
      problem: { code: "not_found" },
    });
  expect(await retryStep(developer, { number, step: "nope" })).toMatchObject({ problem: { code: "not_found" } });
});
