import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseUrl } from "#lib/env.ts";
import type { Actor } from "#lib/core/access.ts";
import { completeTask } from "#lib/commands/request/complete-task.ts";
import { abortRequest } from "#lib/commands/request/abort.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { refuseTask } from "#lib/commands/request/refuse-task.ts";
import { resolveStep } from "#lib/commands/request/resolve.ts";
import { retryStep } from "#lib/commands/request/retry.ts";
import { revealOutput } from "#lib/commands/request/reveal-output.ts";
import { type Engine, startEngine } from "#lib/engine/start.ts";
import { offeringView } from "#lib/views/catalog/offering.ts";
import { inbox } from "#lib/views/inbox/inbox.ts";
import { requestView } from "#lib/views/request/request.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { watch } from "#lib/views/watch.ts";
import { offeringDocuments } from "./documents.ts";
import { freshPortal, type Portal } from "./portal.ts";

// The whole way of a request: verbs on one side, a real engine on the other, nothing between them but the database.

let portal: Portal;
let engine: Engine;
let developer: Actor;
let author: Actor;

beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
  [developer, author] = [await portal.actor("developer"), await portal.actor("author")];
  const options = { version: "test", concurrency: 4, baseUrl: "http://localhost:3000", longestPauseSeconds: 1 };
  engine = await startEngine({ databaseUrl: databaseUrl(), dataDir: `${portal.folder}/data`, ...options });
});

afterAll(async () => {
  await engine.stop();
  await portal.close();
});

const door = "rest" as const;
const byDeveloper = () => ({ actor: developer, door });
const byAuthor = () => ({ actor: author, door });

async function order(): Promise<string> {
  const inputs = { name: "orders", reason: "on call" };
  const answer = await orderRequest(byDeveloper(), {
    offering: "access-grant",
    project: "checkout",
    environment: "dev",
    inputs,
  });
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.value.number;
}

/** Waits for a state by the hints that pages live on. */
async function until(number: string, reached: (view: RequestView) => boolean): Promise<RequestView> {
  const gone = new AbortController();
  try {
    const hints = await watch(() => developer, gone.signal);
    for (;;) {
      const view = await requestView(developer, number);
      if (reached(view)) return view;
      await hints.next();
    }
  } finally {
    gone.abort();
  }
}

const stepIs = (id: string, state: string) => (view: RequestView) =>
  view.steps.some((step) => step.id === id && step.state === state);

const grantOutputs = { host: "db.example", password: "p4ss-w0rd" };

test("an order goes from task to task to its outputs, and an output of the first feeds the second", async () => {
  const number = await order();
  const asked = await until(number, stepIs("grant", "waiting"));
  expect(asked.state).toBe("processing");
  expect((await inbox(author)).items.map((item) => [item.number, item.step])).toContainEqual([number, "grant"]);
  await completeTask(byAuthor(), { number, step: "grant", outputs: grantOutputs });
  const told = await until(number, stepIs("tell", "waiting"));
  expect(told.steps[1]?.task?.instructions.replaceAll("\\", "")).toContain("db.example is there");
  await completeTask(byAuthor(), { number, step: "tell" });
  const done = await until(number, ({ state }) => state === "completed");
  expect(done.outputs).toMatchObject({
    host: { known: true, value: "db.example" },
    password: { known: true, value: null },
  });
  expect(await revealOutput(byDeveloper(), { number, output: "password" })).toMatchObject({
    value: { value: "p4ss-w0rd" },
  });
  expect(JSON.stringify(await requestView(developer, number))).not.toContain("p4ss-w0rd");
  expect(done).toMatchObject({ stuck: false, progress: { done: 2, of: 2 }, may: { abort: false } });
});

test("a refused task fails the request, and a retry asks again under the same request", async () => {
  const number = await order();
  await until(number, stepIs("grant", "waiting"));
  await refuseTask(byAuthor(), { number, step: "grant", note: "who are you?" });
  const failed = await until(number, ({ state }) => state === "failed");
  expect(failed.steps[0]).toMatchObject({ exits: ["retry", "escalate"], problem: { code: "task_refused" } });
  await retryStep(byDeveloper(), { number, step: "grant", reason: "it is us" });
  const again = await until(number, stepIs("grant", "waiting"));
  expect(again).toMatchObject({ state: "processing", stuck: false });
  await completeTask(byAuthor(), { number, step: "grant", outputs: grantOutputs });
  await until(number, stepIs("tell", "waiting"));
});

test("what was done by hand goes on with the outputs that were given", async () => {
  const number = await order();
  await until(number, stepIs("grant", "waiting"));
  await refuseTask(byAuthor(), { number, step: "grant", note: "do it yourself" });
  await until(number, ({ state }) => state === "failed");
  const done = await resolveStep(byAuthor(), { number, step: "grant", note: "did it", outputs: grantOutputs });
  expect(done.ok).toBe(true);
  const on = await until(number, stepIs("tell", "waiting"));
  expect(on.steps[0]).toMatchObject({ state: "completed", resolved: true });
  expect(on.outputs["host"]).toMatchObject({ known: true, value: "db.example" });
});

test("an aborted request ends aborted, and its task is in no inbox any more", async () => {
  const number = await order();
  await until(number, stepIs("grant", "waiting"));
  await abortRequest(byDeveloper(), { number });
  const ended = await until(number, ({ state }) => state === "aborted");
  expect(ended.steps.map(({ state }) => state)).toEqual(["cancelled", "skipped"]);
  expect(ended.finishedAt).not.toBeNull();
  expect((await inbox(author)).items.filter((item) => item.number === number)).toEqual([]);
  const late = await completeTask(byAuthor(), { number, step: "grant", outputs: grantOutputs });
  expect(late).toMatchObject({ problem: { code: "conflict" } });
});

test("what orders took is measured once one is completed", async () => {
  expect((await offeringView(developer, "access-grant")).orders).toBeGreaterThan(0);
});
