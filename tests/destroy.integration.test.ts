import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { livingEngines } from "#db/engine.ts";
import { loadStep } from "#db/step.ts";
import { abortRequest } from "#lib/commands/request/abort.ts";
import { completeTask } from "#lib/commands/request/complete-task.ts";
import { retryStep } from "#lib/commands/request/retry.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { databaseUrl } from "#lib/env.ts";
import type { Engine } from "#lib/engine/start.ts";
import { offeringView } from "#lib/views/catalog/offering.ts";
import { resourceView } from "#lib/views/resource/resource.ts";
import { hasTerraform } from "./engine/module.ts";
import { spawnEngine } from "./engine/process.ts";
import { asks, completed, leftIn, madeBeside, openStore, password, stepOf, type Store } from "./store.ts";

// What Terraform made is retired without a word in the document: planned, shown, confirmed by its name, destroyed.

let store: Store;
let engine: Engine;

beforeAll(async () => {
  store = await openStore();
  engine = await store.start();
});

afterAll(async () => {
  await engine.stop();
  await store.close();
});

beforeEach(() => store.forget());

describe.skipIf(!hasTerraform)("a retirement that follows from Terraform", () => {
  test("shows what will go, asks for the name, removes exactly that, and tells no secret", async () => {
    const { resource } = await store.made("orders");
    const { actor } = await store.by();
    const offered = [
      { name: "resize", implied: false },
      { name: "adjust", implied: false },
      { name: "retire", implied: true },
    ];
    expect(await offeringView(actor, "store")).toMatchObject({ operations: offered });
    expect(await resourceView(actor, resource)).toMatchObject({ operations: offered });
    expect(await leftIn(`${resource}/disk`)).toHaveLength(2);
    const { number } = await store.retiring(resource);
    expect(await store.stateOf(resource)).toBe("retiring");
    const view = await store.until(number, asks);
    expect(view.steps.map(({ id, state }) => [id, state])).toEqual([
      ["plan_disk", "completed"],
      ["confirm", "waiting"],
      ["destroy_disk", "pending"],
    ]);
    expect(stepOf(view, "confirm")?.task).toMatchObject({
      assignedTeam: "checkout",
      mayAnswer: true,
      removal: [
        {
          module: "modules/disk",
          changes: [
            { address: "terraform_data.disk", action: "delete" },
            { address: "terraform_data.key", action: "delete" },
          ],
        },
      ],
    });
    expect(await store.confirm(number, "order")).toMatchObject({
      problem: { issues: [{ path: "/outputs/name", message: "This is not its name: type “orders”, exactly so." }] },
    });
    expect(await completeTask(await store.by(), { number, step: "confirm" })).toMatchObject({ ok: false });
    expect(await store.confirm(number, "orders", "author")).toMatchObject({ problem: { code: "forbidden" } });
    expect(store.erasures()).toBe(0);
    expect(await store.confirm(number, "orders")).toMatchObject({ ok: true });
    await store.until(number, completed);
    expect(await leftIn(`${resource}/disk`)).toEqual([]);
    expect(store.erasures()).toBe(1);
    expect(await store.stateOf(resource)).toBe("retired");
    const tables = ["request", "step", "attempt", "event", "log_line", "audit", "terraform_state"];
    const kept = await Promise.all(
      tables.map((name) => database().execute(sql`select * from ${sql.identifier(name)}`)),
    );
    expect(JSON.stringify(kept)).not.toContain("hunter2");
    expect(stepOf(await store.until(number, completed), "destroy_disk")?.preview.text).toContain("••••••");
  });

  test("runs with what was applied last, and leaves alone what was never made", async () => {
    const { resource } = await store.made("grown");
    const change = await store.ordered({ password }, { operation: "resize", resource });
    await store.until(change.number, completed);
    const { number } = await store.retiring(resource);
    await store.until(number, asks);
    await store.confirm(number, "grown");
    const view = await store.until(number, completed);
    expect(view.steps.map(({ id }) => id)).toEqual(["plan_disk", "confirm", "destroy_disk"]);
    expect(stepOf(view, "destroy_disk")?.preview.text).toContain("huge");
  });

  test("reaches what a change made: in the state of the step it is named after, and in one of its own", async () => {
    const { resource } = await store.made("changed");
    const change = await store.ordered({ password }, { operation: "adjust", resource });
    const changed = await store.until(change.number, completed);
    expect(changed.steps.map(({ reference }) => reference?.id)).toEqual([`${resource}/disk`, `${resource}/mirror`]);
    expect(await leftIn(`${resource}/disk`)).toHaveLength(2);
    expect(store.erasures(), "changed where it is, not made anew").toBe(0);
    const { number } = await store.retiring(resource);
    await store.until(number, asks);
    await store.confirm(number, "changed");
    const view = await store.until(number, completed);
    expect(view.steps.map(({ id }) => id).slice(-2)).toEqual(["destroy_mirror", "destroy_disk"]);
    expect(stepOf(view, "destroy_disk")?.preview.text).toContain("tiny");
    for (const name of ["disk", "mirror"]) expect(await leftIn(`${resource}/${name}`)).toEqual([]);
    expect(store.erasures()).toBe(2);
  });

  test("of several states removes the last made first", async () => {
    const { resource } = await store.made("two", { size: "large" });
    const { number } = await store.retiring(resource);
    const view = await store.until(number, asks);
    expect(stepOf(view, "confirm")?.task?.removal).toHaveLength(2);
    await store.confirm(number, "two");
    const done = await store.until(number, completed);
    expect(done.steps.map(({ id }) => id)).toEqual([
      "plan_archive",
      "plan_disk",
      "confirm",
      "destroy_archive",
      "destroy_disk",
    ]);
    for (const name of ["disk", "archive"]) expect(await leftIn(`${resource}/${name}`)).toEqual([]);
  });

  test("removes nothing when more came since, and asks again from the plan on", async () => {
    const { resource } = await store.made("moved");
    const { number } = await store.retiring(resource);
    await store.until(number, asks);
    await madeBeside(`${resource}/disk`);
    await store.confirm(number, "moved");
    const stuck = await store.until(number, ({ state }) => state === "failed");
    expect(stepOf(stuck, "destroy_disk")).toMatchObject({
      problem: { code: "terraform_unconfirmed", sentence: expect.stringContaining("terraform_data.beside came since") },
      retryFrom: [
        { id: "plan_disk", again: ["Plan the removal", "Confirm the removal of moved", "Remove what Terraform made"] },
      ],
    });
    expect(await leftIn(`${resource}/disk`)).toHaveLength(3);
    expect(store.erasures()).toBe(0);
    expect((await retryStep(await store.by(), { number, step: "destroy_disk", from: "plan_disk" })).ok).toBe(true);
    const again = await store.until(number, asks);
    expect(stepOf(again, "confirm")?.task?.removal?.[0]?.changes).toContainEqual({
      address: "terraform_data.beside",
      action: "delete",
    });
    await store.confirm(number, "moved");
    await store.until(number, completed);
    expect(await leftIn(`${resource}/disk`)).toEqual([]);
  });

  test("of several states asks again about what is left, once one has gone", async () => {
    const { resource } = await store.made("left", { size: "large" });
    const { number } = await store.retiring(resource);
    await store.until(number, asks);
    await madeBeside(`${resource}/disk`);
    await store.confirm(number, "left");
    const stuck = await store.until(number, ({ state }) => state === "failed");
    expect(stepOf(stuck, "destroy_archive")?.state).toBe("completed");
    expect(stepOf(stuck, "destroy_disk")?.retryFrom.map(({ id }) => id)).toEqual(["plan_archive"]);
    expect((await retryStep(await store.by(), { number, step: "destroy_disk", from: "plan_archive" })).ok).toBe(true);
    const again = await store.until(number, asks);
    const names = ["beside", "disk", "key"].map((name) => `terraform_data.${name}`);
    expect(stepOf(again, "confirm")?.task?.removal).toEqual([
      { step: "plan_disk", module: "modules/disk", changes: names.map((address) => ({ address, action: "delete" })) },
    ]);
    await store.confirm(number, "left");
    await store.until(number, completed);
    for (const name of ["disk", "archive"]) expect(await leftIn(`${resource}/${name}`)).toEqual([]);
    expect(store.erasures()).toBe(2);
  });

  test("that is aborted before it is confirmed leaves everything as it was", async () => {
    const { resource } = await store.made("spared");
    const { number } = await store.retiring(resource);
    await store.until(number, asks);
    await abortRequest(await store.by(), { number });
    await store.until(number, ({ state }) => state === "aborted");
    expect(await store.stateOf(resource)).toBe("active");
    expect(await leftIn(`${resource}/disk`)).toHaveLength(2);
  });

  test("takes away what a failed order left, and what is aborted leaves it as planned as it was", async () => {
    const { number, resource } = await store.ordered({ name: "half", password, broken: true });
    await store.until(number, ({ state }) => state === "failed");
    await abortRequest(await store.by(), { number });
    await store.until(number, ({ state }) => state === "aborted");
    expect(await store.stateOf(resource)).toBe("planned");
    expect((await resourceView((await store.by()).actor, resource)).operations.map(({ name }) => name)).toEqual([
      "retire",
    ]);
    await expect(store.ordered({ password }, { operation: "resize", resource })).rejects.toThrow(
      "half was never finished: its order was aborted.",
    );
    const first = await store.retiring(resource);
    await store.until(first.number, asks);
    await abortRequest(await store.by(), { number: first.number });
    await store.until(first.number, ({ state }) => state === "aborted");
    expect(await store.stateOf(resource)).toBe("planned");
    const second = await store.retiring(resource);
    await store.until(second.number, asks);
    await store.confirm(second.number, "half");
    await store.until(second.number, completed);
    expect(await leftIn(`${resource}/disk`)).toEqual([]);
    expect(await store.stateOf(resource)).toBe("retired");
  });

  test("ends once though its engine is killed in the middle of it", async () => {
    const { resource } = await store.made("cut", { slow: true });
    const { number } = await store.retiring(resource);
    await store.until(number, asks);
    await engine.stop();
    const child = spawnEngine(databaseUrl());
    try {
      await store.until(number, () => true);
      await expect.poll(async () => (await livingEngines(database())).length > 0, { timeout: 20_000 }).toBe(true);
      await store.confirm(number, "cut");
      await expect.poll(() => store.erasures() > 0, { timeout: 20_000 }).toBe(true);
      child.kill("SIGKILL");
      await once(child, "exit");
    } finally {
      child.kill("SIGKILL");
      engine = await store.start();
    }
    await store.until(number, completed);
    expect(store.erasures()).toBe(1);
    expect(await loadStep(database(), parseNumber(number) ?? 0, "destroy_disk")).toMatchObject({ generation: 1 });
    expect(await store.stateOf(resource)).toBe("retired");
  });
});
