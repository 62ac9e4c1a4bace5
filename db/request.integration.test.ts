import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import type { RequestState, StepState } from "#lib/core/lifecycle/states.ts";
import { openStage } from "#tests/engine/harness.ts";
import { putStep } from "#tests/step.ts";
import { findUnsettled } from "./request.ts";
import { request } from "./tables.ts";

const stage = await openStage();
afterAll(() => stage.end());
const { db } = stage;

const task = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  uses: "manual",
  with: { team: "data-platform", instructions: "Do it." },
  ...more,
});

/** A request whose last word is an hour old, its steps brought to these states. */
async function forgotten(state: RequestState, steps: JsonObject[], states: Record<string, StepState>) {
  const number = await stage.order(steps);
  await db.transaction(async (tx) => {
    for (const [id, to] of Object.entries(states)) await putStep(tx, number, id, to);
    const updatedAt = new Date(Date.now() - 3_600_000);
    await tx.update(request).set({ state, updatedAt }).where(eq(request.number, number));
  });
  return (await db.transaction((tx) => findUnsettled(tx, 100))).includes(number);
}

test("an order whose settling died with its engine is found after seconds, and is not looked for for ever", async () => {
  const number = await stage.order([task("a")]);
  const found = async (secondsAgo: number) => {
    const updatedAt = new Date(Date.now() - secondsAgo * 1000);
    await db.update(request).set({ updatedAt }).where(eq(request.number, number));
    const quiet = { forSeconds: 5, atMostSeconds: 60 };
    return (await db.transaction((tx) => findUnsettled(tx, 100, quiet))).includes(number);
  };
  expect([await found(1), await found(8), await found(600)]).toEqual([false, true, false]);
});

const open = { needs: [] };

test("a step that could start while another waits is found, should its wake-up be lost", async () => {
  const steps = [task("a"), task("b", { needs: ["a"] }), task("c", open)];
  expect(await forgotten("processing", steps, { a: "completed", c: "waiting" })).toBe(true);
  expect(await forgotten("processing", steps, { a: "waiting", c: "waiting" })).toBe(false);
});

test("a step that waits for one that failed is not settled again and again, unless that one does not block", async () => {
  const steps = (blocking: boolean) => [task("a", { ...open, blocking }), task("b", { needs: ["a"] }), task("c", open)];
  expect(await forgotten("processing", steps(true), { a: "failed", c: "waiting" })).toBe(false);
  expect(await forgotten("processing", steps(false), { a: "failed", c: "waiting" })).toBe(true);
});

test("a failed request whose step was tried again is found", async () => {
  expect(await forgotten("failed", [task("a")], { a: "processing" })).toBe(true);
  expect(await forgotten("failed", [task("a")], { a: "failed" })).toBe(false);
});

test("a request that goes on though none of its steps moves is found", async () => {
  expect(await forgotten("processing", [task("a")], { a: "completed" })).toBe(true);
  expect(await forgotten("completed", [task("a")], { a: "completed" })).toBe(false);
});
