import { afterAll, expect, test } from "vitest";
import { openStage } from "#tests/engine/harness.ts";
import { takeAs } from "#tests/engine/take.ts";
import { loadAttempts } from "./attempt.ts";
import { appendEvents, engineActor, loadEvents } from "./event.ts";
import { loadLines } from "./log-line.ts";
import { lockWithSteps } from "./locked.ts";
import { loadRequest } from "./request.ts";
import { moveStep } from "./step.ts";
import { type Onward, type Over, writeOnward } from "./onward.ts";

const stage = await openStage();
afterAll(() => stage.end());
const { db } = stage;

const task = (id: string, needs: string[] = []) => ({
  id,
  needs,
  uses: "manual",
  with: { team: "x", instructions: "y" },
});

/** A connection that there is, and a person that there is not. */
const asked = { connection: "platform", person: "nobody" };

/** A request whose first step an engine has in hand, and the end of its turn. */
async function inHand(): Promise<Onward & { over: Over }> {
  const number = await stage.order([task("one"), task("two", ["one"])]);
  const held = await db.transaction(async (tx) => {
    await moveStep(tx, number, "one", ["pending"], "queued");
    return takeAs("engine", tx, number, "one", 60);
  });
  const known = await db.transaction((tx) => lockWithSteps(tx, number));
  if (!held || !known) throw new Error("The step was not free.");
  return {
    number,
    version: known.version,
    over: {
      held,
      step: { state: "completed", outputs: { size: 3 }, endedAt: new Date() },
      attempt: { id: held.lease, patch: { outcome: "completed" } },
      lines: [
        { at: new Date(), text: "first" },
        { at: new Date(), text: "second" },
      ],
    },
    events: [
      { type: "step", step: "one", state: "completed" },
      { type: "step", step: "two", state: "processing" },
    ],
    request: { outputs: { size: 3 } },
    resource: { id: known.row.resource, change: { state: "active" } },
    next: { id: "two", lease: crypto.randomUUID(), generation: 1, engine: "engine", leaseSeconds: 60, ...asked },
  };
}

async function standing({ number: request }: Onward) {
  const row = await loadRequest(db, request);
  const steps = await Promise.all(["one", "two"].map((id) => stage.step(request, id)));
  const attempts = (await Promise.all(["one", "two"].map((id) => loadAttempts(db, request, id)))).flat();
  const [events, lines] = [await loadEvents(db, request), await loadLines(db, request)];
  return {
    row,
    steps,
    attempts,
    events: events.map(({ seq, body }) => ({ seq, body })),
    lines: lines.map(({ text }) => text),
  };
}

test("the end of a turn, its lines, its news and the next step's beginning are written together", async () => {
  const end = await inHand();
  const { events: before } = await standing(end);
  const wrote = await writeOnward(db, end);
  const attempt = { id: end.next?.lease, step: "two", n: 1, engine: "engine", outcome: null };
  expect(wrote?.begun).toMatchObject({ attempt, standing: { connection: { name: "platform", kind: "http" } } });
  expect(wrote?.begun?.standing.person).toBeUndefined();
  const after = await standing(end);
  expect(after.row?.outputs).toEqual({ size: 3 });
  expect(after.steps).toMatchObject([
    { state: "completed", lease: null, engine: null, outputs: { size: 3 } },
    { state: "processing", lease: end.next?.lease, engine: "engine", attempts: 1 },
  ]);
  expect(after.attempts).toMatchObject([{ outcome: "completed" }, { id: end.next?.lease, outcome: null }]);
  expect(after.attempts[0]?.endedAt).not.toBeNull();
  expect(after.lines).toEqual(["first", "second"]);
  const seq = after.row?.seq ?? 0;
  expect(after.events.slice(before.length)).toEqual([
    { seq: seq - 1, body: end.events[0] },
    { seq, body: end.events[1] },
  ]);
});

test("the version that it answers is the one that the request has from then on", async () => {
  const end = await inHand();
  const wrote = await writeOnward(db, end);
  const known = await db.transaction((tx) => lockWithSteps(tx, end.number));
  expect(wrote?.version).toBe(known?.version);
  expect(wrote?.version).not.toBe(end.version);
});

test("nothing at all is written when the request has changed, also while it was locked", async () => {
  const end = await inHand();
  const { request, lease } = end.over.held;
  const [late] = await db.transaction(async (tx) => {
    await lockWithSteps(tx, request);
    const waiting = [writeOnward(db, end)];
    await appendEvents(tx, request, engineActor, [{ type: "request", state: "processing" }]);
    return waiting;
  });
  expect(await late).toBeNull();
  const { row, steps, attempts, events, lines } = await standing(end);
  expect(row?.outputs).toEqual({});
  expect(steps).toMatchObject([{ state: "processing", lease }, { state: "pending" }]);
  expect(attempts).toMatchObject([{ outcome: null }]);
  expect(events.at(-1)?.body).toEqual({ type: "request", state: "processing" });
  expect(lines).toEqual([]);
});

test("nothing at all is written for a lease that is lost, or when somebody has begun with the next step", async () => {
  const end = await inHand();
  const before = await standing(end);
  const stranger = { ...end.over, held: { ...end.over.held, lease: crypto.randomUUID() } };
  expect(await writeOnward(db, { ...end, over: stranger })).toBeNull();
  expect(await standing(end)).toEqual(before);
  await db.transaction((tx) => moveStep(tx, end.number, "two", ["pending"], "queued"));
  const moved = await standing(end);
  expect(await writeOnward(db, end)).toBeNull();
  expect(await standing(end)).toEqual(moved);
});

test("a request that ends with it needs no next step and no lines", async () => {
  const { over, ...all } = await inHand();
  const request = { state: "completed" as const };
  const end = { ...all, over: { ...over, lines: [] }, next: null, resource: null, request };
  expect(await writeOnward(db, end)).toMatchObject({ begun: null });
  expect((await loadRequest(db, end.number))?.state).toBe("completed");
  expect((await stage.step(end.number, "two")).state).toBe("pending");
});

test("a request that begins with it has a first step in hand, and nothing else has changed", async () => {
  const number = await stage.order([task("one"), task("two", ["one"])]);
  const known = await db.transaction((tx) => lockWithSteps(tx, number));
  const lease = crypto.randomUUID();
  const wrote = await writeOnward(db, {
    number,
    version: known?.version ?? "",
    over: null,
    next: { id: "one", lease, generation: 1, engine: "engine", leaseSeconds: 60, ...asked },
    events: [{ type: "step", step: "one", state: "queued" }],
    request: { state: "processing" },
    resource: null,
  });
  expect(wrote?.begun?.attempt).toMatchObject({ id: lease, step: "one", n: 1 });
  expect(await stage.step(number, "one")).toMatchObject({ state: "processing", lease });
  expect(await stage.step(number, "two")).toMatchObject({ state: "pending", lease: null });
  expect((await loadRequest(db, number))?.state).toBe("processing");
});
