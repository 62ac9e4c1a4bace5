import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Limits } from "#lib/core/gate.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { takeStep, releaseStep } from "./attempt.ts";
import { openDatabase } from "./client.ts";
import { saveConnection } from "./connection.ts";
import { enter, letIn, linedUp, pauseGate, pauseLonger, resumeGate } from "./gate.ts";
import { lockWithSteps } from "./locked.ts";
import { loadStep, moveStep } from "./step.ts";
import { gate } from "./tables.ts";

let stage: Stage;
let engines: ReturnType<typeof openDatabase>[];
beforeAll(async () => {
  stage = await openStage();
  engines = [1, 2, 3].map(() => openDatabase(stage.url, { poolSize: 5 }));
});
afterAll(async () => {
  await Promise.all(engines.map(({ close }) => close()));
  await stage.end();
});

const connect = (name: string, settings: Limits) =>
  stage.db.transaction((tx) =>
    saveConnection(tx, {
      name,
      kind: "http",
      baseUrl: "http://127.0.0.1:9",
      settings: { ...settings },
      credential: {},
    }),
  );

const order = async (connection: string) => {
  const number = await stage.order([{ id: "call", uses: "http", connection, with: { method: "PUT", path: "/x" } }]);
  await stage.db.transaction((tx) => moveStep(tx, number, "call", ["pending"], "queued"));
  return number;
};

const orders = async (connection: string, count: number) => {
  const numbers: number[] = [];
  while (numbers.length < count) numbers.push(await order(connection));
  return numbers;
};

/** Asks as an engine does: takes a place, or stands in line. */
async function ask(engine: number, number: number, name: string, limits: Limits): Promise<boolean> {
  const db = engines[engine % engines.length]?.db ?? stage.db;
  return db.transaction(async (tx) => {
    const step = (await lockWithSteps(tx, number))?.steps[0];
    if (!step) throw new Error("No step.");
    const entered = await enter(tx, name, limits, step);
    const held = await takeStep(tx, step, { engine: `e${engine}`, place: name, leaseSeconds: 60 });
    if (!held) throw new Error("Not free.");
    if (entered === "in") return true;
    await releaseStep(tx, held, "queued", { place: name, placeSince: entered.since });
    return false;
  });
}

const askAll = async (numbers: number[], name: string, limits: Limits) =>
  (await Promise.all(numbers.map((number, engine) => ask(engine, number, name, limits)))).filter(Boolean).length;

const leave = (number: number) =>
  stage.db.transaction((tx) => moveStep(tx, number, "call", ["processing"], "completed"));
const isWoken = async (number: number) => ((await loadStep(stage.db, number, "call"))?.nextCheckAt ?? null) !== null;
const woken = async (numbers: number[]) => {
  const asked = await Promise.all(numbers.map(isWoken));
  return numbers.filter((_, at) => asked[at]);
};

test("engines that ask at once let in no more than the connection takes", async () => {
  await connect("narrow", { maxConcurrent: 3 });
  expect(await askAll(await orders("narrow", 12), "narrow", { maxConcurrent: 3 })).toBe(3);
  expect(await linedUp(stage.db)).toContain("narrow");
});

test("so many turns begin in a minute, whichever engine begins them", async () => {
  await connect("slow", { perMinute: 30 });
  // A tenth of them, and the first.
  expect(await askAll(await orders("slow", 12), "slow", { perMinute: 30 })).toBe(4);
});

test("who has waited longest is woken first, and nobody who comes later goes in before them", async () => {
  const limits = { maxConcurrent: 1 };
  await connect("line", limits);
  const [first = 0, second = 0, third = 0, late = 0] = await orders("line", 4);
  for (const number of [first, second, third]) await ask(0, number, "line", limits);
  expect(await woken([second, third])).toEqual([]);
  await leave(first);
  await letIn(stage.db, "line");
  await letIn(stage.db, "line");
  expect(await woken([second, third])).toEqual([second]);
  expect(await ask(1, late, "line", limits)).toBe(false);
  expect(await ask(1, third, "line", limits)).toBe(false);
  expect(await ask(2, second, "line", limits)).toBe(true);
});

test("a place is given back by whoever dies with it", async () => {
  const limits = { maxConcurrent: 1 };
  await connect("mortal", limits);
  const [dead = 0, next = 0] = await orders("mortal", 2);
  await ask(0, dead, "mortal", limits);
  expect(await ask(1, next, "mortal", limits)).toBe(false);
  await stage.db.execute(sql`update step set leased_until = now() - interval '1 second' where request = ${dead}`);
  await letIn(stage.db, "mortal");
  expect(await woken([next])).toEqual([next]);
  expect(await ask(1, next, "mortal", limits)).toBe(true);
});

test("a paused connection takes nobody, then one alone, and all again once that went well", async () => {
  await connect("busy", {});
  await pauseGate(stage.db, "busy", 0.3);
  const numbers = await orders("busy", 4);
  expect(await askAll(numbers, "busy", {})).toBe(0);
  expect(await resumeGate(stage.db, "busy")).toBe(false);
  await stage.until(async () => {
    await letIn(stage.db, "busy");
    return (await woken(numbers)).length > 0;
  });
  const [alone = 0, ...others] = await woken(numbers);
  expect(others).toEqual([]);
  expect(await ask(0, alone, "busy", {})).toBe(true);
  expect(await resumeGate(stage.db, "busy")).toBe(true);
  await letIn(stage.db, "busy");
  expect(await woken(numbers)).toHaveLength(3);
});

test("who is not told for how long waits twice as long each time, and briefly again once that went well", async () => {
  await connect("vague", {});
  const row = async () => {
    const [found] = await stage.db.select().from(gate).where(eq(gate.connection, "vague"));
    return found;
  };
  const paused = async (mostSeconds = 600) => {
    await stage.db.update(gate).set({ pausedUntil: sql`clock_timestamp()` });
    const before = Date.now();
    await pauseLonger(stage.db, "vague", mostSeconds);
    return ((await row())?.pausedUntil?.getTime() ?? 0) - before;
  };
  expect(await paused()).toBeGreaterThanOrEqual(1900);
  await stage.db.update(gate).set({ pausedUntil: sql`now() + interval '1 hour'` });
  const goesOn = await row();
  await pauseLonger(stage.db, "vague", 600);
  expect(await row()).toEqual(goesOn);
  expect(await paused()).toBeGreaterThanOrEqual(3900);
  expect(await paused()).toBeGreaterThanOrEqual(7900);
  expect((await row())?.pauses).toBe(3);
  expect(await paused(0)).toBeLessThan(7900);
  expect(await resumeGate(stage.db, "vague")).toBe(true);
  expect(await row()).toMatchObject({ pausedUntil: null, pauses: 0 });
});
