import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { openStage } from "#tests/engine/harness.ts";
import { takeAs } from "#tests/engine/take.ts";
import { commitEffect, giveBack, LeaseLost, loadAttempts, releaseStep, renewLease, RequestEnding } from "./attempt.ts";
import { lockRequest, updateRequest } from "./request.ts";
import { claimDue, claimLost, moveStep } from "./step.ts";

const stage = await openStage();
afterAll(() => stage.end());
const { db } = stage;

async function queued(): Promise<number> {
  const number = await stage.order([{ id: "one", uses: "manual", with: { team: "x", instructions: "y" } }]);
  await db.transaction((tx) => moveStep(tx, number, "one", ["pending"], "queued"));
  return number;
}

const take = (number: number, leaseSeconds = 60) =>
  db.transaction((tx) => takeAs("engine", tx, number, "one", leaseSeconds));

async function held(number: number, leaseSeconds?: number) {
  const taken = await take(number, leaseSeconds);
  if (!taken) throw new Error("The step was not free.");
  return taken;
}

test("of all engines that reach for a step, one gets it", async () => {
  const number = await queued();
  const taken = await Promise.all(Array.from({ length: 8 }, () => take(number)));
  expect(taken.filter((one) => one !== null)).toHaveLength(1);
  expect((await stage.step(number, "one")).state).toBe("processing");
});

test("a step whose lease has run out is taken over, and the first engine can neither make nor write anything more", async () => {
  const number = await queued();
  const first = await held(number, 0);
  const second = await held(number);
  expect(await renewLease(db, first, 60)).toBe(false);
  await expect(commitEffect(db, first, first.lease, { repeatable: false })).rejects.toBeInstanceOf(LeaseLost);
  await expect(db.transaction((tx) => releaseStep(tx, first, "completed", {}))).rejects.toBeInstanceOf(LeaseLost);
  expect(await renewLease(db, second, 60)).toBe(true);
  const attempts = await loadAttempts(db, number, "one");
  expect(attempts.map(({ n, outcome }) => [n, outcome])).toEqual([
    [2, null],
    [1, "lost"],
  ]);
});

test("a person's move takes the step away from the engine that holds it", async () => {
  const number = await queued();
  const engine = await held(number);
  expect(await db.transaction((tx) => moveStep(tx, number, "one", ["processing"], "failed"))).not.toBeNull();
  expect(await db.transaction((tx) => moveStep(tx, number, "one", ["processing"], "completed"))).toBeNull();
  await expect(db.transaction((tx) => releaseStep(tx, engine, "waiting", {}))).rejects.toBeInstanceOf(LeaseLost);
});

test("what is due is claimed by one engine, and what was given back can be taken at once", async () => {
  const number = await queued();
  const engine = await held(number);
  await db.transaction((tx) => releaseStep(tx, engine, "waiting", { nextCheckInSeconds: 0 }));
  const claims = await Promise.all([1, 2, 3].map(() => db.transaction((tx) => claimDue(tx, 100))));
  expect(claims.flat().filter(({ request }) => request === number)).toHaveLength(1);
  const again = await held(number);
  expect(await db.transaction((tx) => giveBack(tx, again, again.lease))).toBe(true);
  expect(await take(number)).not.toBeNull();
  const attempts = await loadAttempts(db, number, "one");
  expect(attempts.find(({ id }) => id === again.lease)?.outcome).toBe("handed_over");
});

test("what is about to be sent is noted with the effect, and not at all once the request is ending", async () => {
  const number = await queued();
  const one = await held(number);
  await commitEffect(db, one, one.lease, { repeatable: false, payload: { name: "x" } });
  await commitEffect(db, one, one.lease, { repeatable: true });
  const [noted] = await loadAttempts(db, number, "one");
  expect(noted).toMatchObject({ payload: { name: "x" }, effectSentAt: expect.any(Date) });
  await db.transaction((tx) => releaseStep(tx, one, "queued", {}));
  const two = await held(number);
  await db.transaction((tx) => updateRequest(tx, number, { state: "cancelling" }));
  await expect(commitEffect(db, two, two.lease, { repeatable: false })).rejects.toBeInstanceOf(RequestEnding);
  expect((await loadAttempts(db, number, "one"))[0]?.effectSentAt).toBeNull();
});

test("a step moves only where its state may, whoever asks", async () => {
  const number = await queued();
  const illegal = db.transaction((tx) => moveStep(tx, number, "one", ["queued"], "completed"));
  await expect(illegal).rejects.toThrow("A step that is queued can't become completed.");
  expect((await stage.step(number, "one")).state).toBe("queued");
});

test("a step of an engine that has gone is found by its lease", async () => {
  const number = await queued();
  await held(number, 0);
  await db.execute(sql`select 1`);
  const lost = await db.transaction((tx) => claimLost(tx, 100));
  expect(lost).toContainEqual({ request: number, id: "one" });
  expect(await db.transaction((tx) => claimLost(tx, 100))).not.toContainEqual({ request: number, id: "one" });
});

test("nothing is made once a cancel has committed, also where the effect had to wait for it", async () => {
  const number = await queued();
  const one = await held(number);
  const effect = await db.transaction(async (tx) => {
    await lockRequest(tx, number);
    await moveStep(tx, number, "one", ["processing"], "cancelling");
    const answer = commitEffect(db, one, one.lease, { repeatable: false }).then(
      () => "made",
      (error: unknown) => error,
    );
    await stage.until(async () => (await db.execute(waitsForALock)).length > 0);
    await updateRequest(tx, number, { state: "cancelling", ending: "cancel" });
    return { answer };
  });
  expect(await effect.answer).toBeInstanceOf(RequestEnding);
  expect((await loadAttempts(db, number, "one"))[0]?.effectSentAt).toBeNull();
});

const waitsForALock = sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
