import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveConnection } from "#db/connection.ts";
import { lockRequest, updateRequest } from "#db/request.ts";
import { moveStep } from "#db/step.ts";
import { attempt, request } from "#db/tables.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { takeAs } from "#tests/engine/take.ts";

let stage: Stage;
let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const received: string[] = [];

beforeAll(async () => {
  stage = await openStage();
  server = createServer((call, response) => {
    received.push(`${call.method} ${call.url}`);
    answer(call, response);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await stage.db.transaction((tx) =>
    saveConnection(tx, {
      name: "odd",
      kind: "http",
      baseUrl: `http://127.0.0.1:${port}`,
      settings: {},
      credential: { token: "t0ken-of-odd" },
    }),
  );
  await stage.engine();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stage.end();
});

const json = (status: number, body: unknown) => (_: unknown, response: ServerResponse) => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};
const odd = (id: string, config: JsonObject, more: JsonObject = {}): JsonObject => ({
  id,
  uses: "http",
  connection: "odd",
  with: { path: `/${id}`, ...config },
  ...more,
});
const calls = (id: string) => received.filter((call) => call.includes(`/${id}`));

test("an answer that PostgreSQL can't keep as it is ends the step all the same, and the call is made once", async () => {
  answer = json(200, { id: "a\0b", words: "\ud800 and \0" });
  const outputs = { words: { type: "string", from: "/words" } };
  const number = await stage.order([odd("nul", { method: "PUT", outputs })]);
  await stage.requestReaches(number, "completed");
  const { reference, outputs: kept } = await stage.step(number, "nul");
  expect([reference?.id, kept]).toEqual(["ab", { words: "\ufffd and " }]);
  expect(calls("nul")).toEqual(["PUT /nul"]);
});

test("a secret at the end of a long answer is hidden as a whole", async () => {
  answer = (_, response) => response.writeHead(400).end(`${"x".repeat(1994)}t0ken-of-odd`);
  const number = await stage.order([odd("long", { method: "PUT" })]);
  await stage.requestReaches(number, "failed");
  const { problem } = await stage.step(number, "long");
  expect(problem?.detail?.slice(-10)).toBe("xxxx••••••");
  expect(await stage.everythingKept()).not.toContain("t0ken");
});

test("a secret that does not open ends its step with a sentence and a next step", async () => {
  answer = json(200, {});
  const task = { id: "task", uses: "manual", with: { team: "data-platform", instructions: "Do it." } };
  const number = await stage.order([task, odd("sealed", { method: "PUT" })]);
  await stage.stepReaches(number, "task", "waiting");
  await stage.db.update(request).set({ sealedInputs: "not sealed by us" }).where(eq(request.number, number));
  await stage.complete(number, "task");
  await stage.requestReaches(number, "failed");
  expect((await stage.step(number, "sealed")).problem).toMatchObject({
    code: "internal",
    remedy: expect.stringContaining("Retry"),
  });
  expect(calls("sealed")).toEqual([]);
});

test("a step's time is up also when the outside says nothing at all", async () => {
  answer = ({ method, url }, response) =>
    json(method === "POST" && url === "/silent" ? 202 : 503, { status: "pending" })(null, response);
  const wait = { path: "/silent", every: "1s", until: { pointer: "/status", equals: "ready" } };
  const number = await stage.order([
    odd("silent", { method: "POST", idempotent: true, wait }, { timeout: "2s" }),
    odd(
      "hidden",
      { method: "POST", find: { path: "/hidden", take: "/items", match: { "/name": "x" } } },
      { needs: [], timeout: "2s" },
    ),
  ]);
  await stage.stepReaches(number, "silent", "failed");
  expect((await stage.step(number, "silent")).problem).toMatchObject({
    code: "timed_out",
    detail: expect.stringContaining("503"),
  });
  await stage.stepReaches(number, "hidden", "uncertain");
  expect((await stage.step(number, "hidden")).problem?.code).toBe("timed_out");
  expect(calls("hidden").filter((call) => call.startsWith("POST"))).toHaveLength(1);
});

test("what a person said did not happen is not made any more once the request is aborted", async () => {
  answer = json(201, { id: "new" });
  const task = { id: "task", uses: "manual", with: { team: "data-platform", instructions: "Do it." } };
  const number = await stage.order([task, odd("once", { method: "POST" })]);
  await stage.stepReaches(number, "task", "waiting");
  await stage.db.transaction(async (tx) => {
    await lockRequest(tx, number);
    await moveStep(tx, number, "once", ["pending"], "queued");
    const taken = await takeAs("dead", tx, number, "once", 0);
    if (!taken) throw new Error("The step was not free.");
    const sent = { effectSentAt: new Date(), outcome: "uncertain", endedAt: new Date() } as const;
    await tx.update(attempt).set(sent).where(eq(attempt.id, taken.lease));
    await updateRequest(tx, number, { state: "cancelling" });
  });
  await stage.requestReaches(number, "aborted");
  expect(calls("once")).toEqual([]);
  expect(await stage.step(number, "once")).toMatchObject({ state: "failed", problem: { code: "aborted" } });
});

test("what was sent is written down once, however often it is asked how the thing stands", async () => {
  let asked = 0;
  answer = ({ method }, response) => {
    if (method === "GET") asked++;
    json(200, { status: "pending" })(null, response);
  };
  const wait = { path: "/polled", every: "1s", until: { pointer: "/status", equals: "ready" } };
  const number = await stage.order([odd("polled", { method: "PUT", wait })]);
  await stage.stepReaches(number, "polled", "waiting");
  await stage.db
    .update(attempt)
    .set({ payload: { mark: "of the first writing" } })
    .where(eq(attempt.request, number));
  await stage.until(() => Promise.resolve(asked >= 2));
  const [kept] = await stage.db.select().from(attempt).where(eq(attempt.request, number));
  expect(kept?.payload).toEqual({ mark: "of the first writing" });
  answer = json(200, { status: "ready" });
  await stage.requestReaches(number, "completed");
});
