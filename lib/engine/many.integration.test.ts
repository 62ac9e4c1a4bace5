import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadAttempts } from "#db/attempt.ts";
import { saveConnection } from "#db/connection.ts";
import { listEngines, livingEngines } from "#db/engine.ts";
import { attempt, chore, gate, request } from "#db/tables.ts";
import type { Limits } from "#lib/core/gate.ts";
import { planVersion } from "#lib/core/plan/plan.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { spawnEngine } from "#tests/engine/process.ts";

let stage: Stage;
let children: ChildProcess[] = [];
let outside: Server;
let handle: () => Promise<{ status: number; retryAfter?: number }>;
let begun: number[] = [];
let atWork = 0;
let mostAtWork = 0;
beforeEach(async () => {
  stage = await openStage();
  begun = [];
  mostAtWork = 0;
  outside = createServer((_, response) => {
    begun.push(Date.now());
    mostAtWork = Math.max(mostAtWork, ++atWork);
    void handle().then(({ status, retryAfter }) => {
      atWork--;
      const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
      response.writeHead(status, { "content-type": "application/json", ...headers }).end("{}");
    });
  }).listen(0, "127.0.0.1");
  await once(outside, "listening");
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  children = [];
  outside.closeAllConnections();
  outside.close();
  await stage.end();
});

async function engines(count: number): Promise<ChildProcess[]> {
  const spawned = Array.from({ length: count }, () => spawnEngine(stage.url));
  children.push(...spawned);
  await stage.until(async () => (await livingEngines(stage.db)).length >= count);
  return spawned;
}

async function connect(limits: Limits): Promise<void> {
  const address = outside.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const credential = { token: "t" };
  const settings = { ...limits };
  const given = { name: "outside", kind: "http", baseUrl: `http://127.0.0.1:${port}`, settings, credential } as const;
  await stage.db.transaction((tx) => saveConnection(tx, given));
}

const call = { id: "call", uses: "http", connection: "outside", with: { method: "PUT", path: "/x" } };
const task = { id: "task", uses: "manual", with: { team: "data-platform", instructions: "Do it." } };

async function orders(count: number): Promise<number[]> {
  const numbers: number[] = [];
  while (numbers.length < count) numbers.push(await stage.order([call]));
  return numbers;
}

const attemptsAt = async (number: number, id = "call") =>
  (await loadAttempts(stage.db, number, id)).toReversed().map(({ outcome }) => outcome);

const afterMs = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("three engines share the work, never have more in hand than a connection takes, and tidy up once for all", async () => {
  handle = () => afterMs(150).then(() => ({ status: 200 }));
  await connect({ maxConcurrent: 2 });
  await engines(3);
  const numbers = await orders(14);
  for (const number of numbers) await stage.requestReaches(number, "completed");
  expect([mostAtWork, begun.length]).toEqual([2, 14]);
  expect((await stage.db.selectDistinct({ engine: attempt.engine }).from(attempt)).length).toBeGreaterThan(1);
  const notes = await Promise.all(numbers.map((number) => stage.notes(number)));
  expect(notes.flat()).toContain("waiting for a place at outside");
  // Each has had time to ask for the chores.
  const heard = async () =>
    (await listEngines(stage.db)).map(({ row }) => Number(row.heartbeatAt) - Number(row.startedAt));
  await stage.until(async () => (await heard()).every((ms) => ms > 7000));
  const done = await stage.db.select({ name: chore.name, runs: chore.runs }).from(chore).orderBy(chore.name);
  expect(done).toContainEqual({ name: "tidy up", runs: 1 });
  expect(done.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["wake what was dropped", "wake what was forgotten"]),
  );
});

test("when the outside asks to slow down, every step that goes through the connection waits, on every engine", async () => {
  let asked = 0;
  // So long that all of them stand in line before it is over, however busy the machine.
  handle = () => Promise.resolve(asked++ === 0 ? { status: 429, retryAfter: 10 } : { status: 200 });
  await connect({});
  await engines(2);
  const [first = 0] = await orders(1);
  await stage.until(async () => (await stage.step(first, "call")).problem?.code === "http_busy");
  // Another engine may go on for a second: so old may be what it knows.
  await stage.until(() => Promise.resolve(Date.now() - (begun[0] ?? 0) > 1500));
  const before = begun.length;
  const others = await orders(6);
  await stage.until(async () => {
    const steps = await Promise.all(others.map((number) => stage.step(number, "call")));
    return steps.every(({ place, placeSince }) => place === "outside" && placeSince !== null);
  });
  expect(begun).toHaveLength(before);
  for (const number of others) await stage.requestReaches(number, "completed");
  expect(Math.min(...begun.slice(before)) - (begun[0] ?? 0)).toBeGreaterThanOrEqual(10_000);
  expect(await Promise.all(others.map((number) => attemptsAt(number)))).toEqual(others.map(() => ["completed"]));
  await stage.requestReaches(first, "completed");
});

test("an outside that does not say for how long to slow down has everybody wait too, until it takes one again", async () => {
  let asked = 0;
  handle = () => Promise.resolve({ status: asked++ === 0 ? 429 : 200 });
  await connect({});
  const numbers = await orders(4);
  await stage.engine({ concurrency: 1 });
  for (const number of numbers) await stage.requestReaches(number, "completed");
  expect(begun).toHaveLength(5);
  expect((begun[1] ?? 0) - (begun[0] ?? 0)).toBeGreaterThanOrEqual(1900);
  await stage.until(async () => (await stage.db.select().from(gate)).every(({ pausedUntil }) => pausedUntil === null));
});

test("a killed engine's step goes on elsewhere within 15 s, a stopping one's at once, and only the first is counted as lost", async () => {
  let asked = 0;
  handle = () => (asked++ < 2 ? afterMs(60_000) : Promise.resolve()).then(() => ({ status: 200 }));
  await connect({ maxConcurrent: 1 });
  const [killed] = await engines(1);
  const [number = 0] = await orders(1);
  await stage.until(() => Promise.resolve(begun.length === 1));
  killed?.kill("SIGKILL");
  const killedAt = Date.now();
  const [stopped] = await engines(1);
  await stage.until(() => Promise.resolve(begun.length === 2));
  expect((begun[1] ?? Infinity) - killedAt).toBeLessThan(15_000);
  await stage.db.execute(sql`delete from engine where heartbeat_at < now() - interval '6 seconds'`);
  await engines(2);
  stopped?.kill("SIGTERM");
  const stoppedAt = Date.now();
  await stage.requestReaches(number, "completed");
  expect(Date.now() - stoppedAt).toBeLessThan(5000);
  expect(await attemptsAt(number)).toEqual(["lost", "handed_over", "completed"]);
});

test("an engine leaves plans of a newer version alone and says so, and a newer one goes on with what an older one began", async () => {
  handle = () => Promise.resolve({ status: 200 });
  await connect({});
  const [older] = await engines(1);
  const began = await stage.order([task, call]);
  await stage.stepReaches(began, "task", "waiting");
  const fresh = await stage.order([call]);
  await stage.requestReaches(fresh, "completed");
  await stage.db
    .update(request)
    .set({ plan: sql`jsonb_set(${request.plan}::jsonb, '{v}', ${String(planVersion + 1)}::jsonb)::json` })
    .where(eq(request.number, began));
  await stage.complete(began, "task");
  await stage.db.execute(
    sql`update step set state = 'queued', next_check_at = now() where request = ${began} and id = 'call'`,
  );
  await stage.until(async () => (await stage.step(began, "call")).problem?.code === "engine_outdated");
  expect(await attemptsAt(began)).toEqual([]);
  expect((await stage.step(began, "call")).state).toBe("queued");
  await stage.engine({ planVersion: planVersion + 1, version: "next" });
  await stage.requestReaches(began, "completed");
  expect(older?.exitCode).toBe(null);
});
