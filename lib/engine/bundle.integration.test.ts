import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eq, sql } from "drizzle-orm";
import { type Held, releaseStep } from "#db/attempt.ts";
import { listChildren } from "#db/child.ts";
import { loadEvents } from "#db/event.ts";
import { wakeSettle, wakeStep } from "#db/queue.ts";
import { loadRequest, loadSteps, openInputs, openOutputs } from "#db/request.ts";
import { moveStep, sealStepOutputs } from "#db/step.ts";
import { audit, request } from "#db/tables.ts";
import { database, documentOf } from "#lib/core/offering/bundle/bundle.fixture.ts";
import { childrenReach, orderSource, publishSource } from "#tests/engine/bundle.ts";
import { end } from "#tests/engine/end.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { spawnEngine } from "#tests/engine/process.ts";
import { takeAs } from "#tests/engine/take.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await publishSource(stage, database);
  await publishSource(stage, leaf);
  await stage.engine();
});
afterAll(() => stage.end());

const leaf = documentOf("leaf", {
  inputs: `  type: object
  required: [name]
  properties:
    name: { type: string, pattern: "^[a-z.]+$" }`,
  steps: `    - id: make
      uses: manual
      with:
        team: data-platform
        instructions: "Make \${{ inputs.name }}."
        outputs: { type: object, required: [id], properties: { id: { type: string } } }`,
  outputs: `  id: { value: "\${{ steps.make.outputs.id }}" }`,
});

const leafStep = (id: string, name: string, more = "") =>
  `    - { id: ${id}, needs: [], uses: offering, with: { offering: leaf, inputs: { name: "${name}" } }${more} }`;

const whole = documentOf("whole", {
  inputs: `  type: object
  required: [db]
  properties:
    db: { $ref: "offering:database" }`,
  steps: `    - id: db
      uses: offering
      with: { offering: database, from: "\${{ inputs.db }}" }
    - id: name
      uses: offering
      with: { offering: leaf, inputs: { name: "\${{ steps.db.outputs.host }}" } }`,
  outputs: `  port: { value: "\${{ steps.db.outputs.port }}" }
  key: { value: "\${{ steps.db.outputs.key }}", secret: true }
  id: { value: "\${{ steps.name.outputs.id }}" }`,
});

const finish = async (number: number, outputs: Record<string, string | number>) => {
  await stage.stepReaches(number, "make", "waiting");
  await stage.complete(number, "make", outputs as Record<string, string>);
};

/** The requests that the steps `one` and `two` have ordered side by side, so that either may be the first. */
const bothOrdered = async (number: number) => {
  const children = await childrenReach(stage, number, 2);
  const [one, two] = ["one", "two"].map((id) => children.find(({ parentStep }) => parentStep === id));
  if (!one || !two) throw new Error("Not both of them are ordered.");
  return [one, two] as const;
};

describe("a bundle", () => {
  test("orders its parts as requests of their own, whose outputs and secrets flow on", async () => {
    const inputs = { db: { name: "orders", size: "small", count: 1, replica: false } };
    const number = await orderSource(stage, whole, inputs, { "/db/password": "hush-hush" });
    const [db] = await childrenReach(stage, number, 1);
    if (!db) throw new Error("No child.");
    expect(db).toMatchObject({ offering: "database", revision: 1, parent: number, parentStep: "db", team: "checkout" });
    expect(db).toMatchObject({ title: "orders", person: "dev", inputs: { name: "orders", size: "small" } });
    expect(openInputs(db)).toEqual({ "/password": "hush-hush" });
    await stage.stepReaches(number, "db", "waiting");
    expect((await stage.step(number, "db")).reference).toMatchObject({ kind: "request", data: { stuck: "false" } });
    await finishDatabase(db.number, "db.internal");
    const [, name] = await childrenReach(stage, number, 2);
    if (!name) throw new Error("No second child.");
    // The answer came of the first part, so that its plan was made when it started.
    expect(name.inputs).toEqual({ name: "db.internal" });
    expect(name.plan.steps[0]?.payload.holes).toEqual([]);
    expect((await loadRequest(stage.db, number))?.outputs).toEqual({ port: 5432 });
    await finish(name.number, { id: "n-1" });
    await stage.requestReaches(number, "completed");
    const done = await loadRequest(stage.db, number);
    expect(done?.outputs).toEqual({ port: 5432, id: "n-1" });
    expect(done && openOutputs(done)).toEqual({ key: "k-secret" });
    const kept = await stage.everythingKept();
    for (const secret of ["hush-hush", "k-secret"]) expect(kept).not.toContain(secret);
    const [entry] = await stage.db
      .select()
      .from(audit)
      .where(eq(audit.subject, `request:${db.number}`));
    expect(entry).toMatchObject({ verb: "request.order", door: "engine", actor: { id: "dev" } });
  });

  test("sees the end of a part that is told while it looks at that part", async () => {
    const number = await orderSource(stage, documentOf("single", { steps: leafStep("one", "one") }));
    const [child] = await childrenReach(stage, number, 1);
    await stage.stepReaches(number, "one", "waiting");
    if (!child) throw new Error("No child.");
    let held: Held | null = null;
    await stage.until(async () => {
      held ??= await stage.db.transaction((tx) => takeAs("another", tx, number, "one", 60));
      return held !== null;
    });
    await finish(child.number, { id: "n-1" });
    await stage.requestReaches(child.number, "completed");
    await stage.until(async () => (await stage.step(number, "one")).nextCheckAt !== null);
    const later = { nextCheckInSeconds: 3600 };
    await stage.db.transaction(async (tx) => held && releaseStep(tx, held, "waiting", later));
    expect(await stage.requestReaches(number, "completed")).toBe("completed");
  });

  test("runs independent parts side by side, and one that is stuck stops only what needs it", async () => {
    const source = documentOf("pair", {
      steps: [
        leafStep("one", "one"),
        leafStep("two", "two"),
        leafStep("three", "three", ", needs: [one]").replace("needs: [], ", ""),
      ].join("\n"),
    });
    const number = await orderSource(stage, source);
    const [one, two] = await bothOrdered(number);
    await fail(one.number);
    await stage.requestReaches(one.number, "failed");
    await stage.until(async () => (await loadRequest(stage.db, number))?.stuck === true);
    expect(await loadRequest(stage.db, number)).toMatchObject({ state: "processing" });
    expect((await stage.step(number, "one")).state).toBe("waiting");
    await finish(two.number, { id: "2" });
    await stage.stepReaches(number, "two", "completed");
    expect(await listChildren(stage.db, [number])).toHaveLength(2);
    // Somebody did it by hand: the bundle goes on.
    await resolve(one.number, { id: "1" });
    await stage.stepReaches(number, "one", "completed");
    expect(await loadRequest(stage.db, number)).toMatchObject({ state: "processing", stuck: false });
    const [, , three] = await childrenReach(stage, number, 3);
    await finish(three?.number ?? 0, { id: "3" });
    await stage.requestReaches(number, "completed");
    const told = (await loadEvents(stage.db, number)).flatMap(({ body }) => (body.type === "step" ? [body.note] : []));
    expect(told.some((note) => note?.includes("needs somebody"))).toBe(true);
  });

  test("fails at a part that was aborted, and orders it anew when that is tried again", async () => {
    const number = await orderSource(stage, documentOf("single", { steps: leafStep("one", "one") }));
    const [one] = await childrenReach(stage, number, 1);
    await abort(one?.number ?? 0);
    await stage.stepReaches(number, "one", "failed");
    expect((await stage.step(number, "one")).problem?.code).toBe("child_aborted");
    await stage.requestReaches(number, "failed");
    await stage.retry(number, "one");
    const [, again] = await childrenReach(stage, number, 2);
    await finish(again?.number ?? 0, { id: "1" });
    await stage.requestReaches(number, "completed");
  });

  test("is cancelled with the parts it has ordered, and waits until they have ended", async () => {
    const number = await orderSource(
      stage,
      documentOf("both", { steps: `${leafStep("one", "one")}\n${leafStep("two", "two")}` }),
    );
    const [one, two] = await bothOrdered(number);
    await finish(one.number, { id: "1" });
    await stage.stepReaches(number, "one", "completed");
    await stage.stepReaches(two.number, "make", "waiting");
    await end(stage, number, "cancel");
    await stage.requestReaches(number, "aborted");
    expect((await loadRequest(stage.db, one.number))?.state).toBe("completed");
    expect((await loadRequest(stage.db, two.number))?.state).toBe("aborted");
    expect((await stage.step(number, "two")).state).toBe("cancelled");
  });

  test("tells a person when the answers that came of a part are not what the next one takes", async () => {
    const inputs = { db: { name: "orders", size: "small", count: 1, replica: false } };
    const number = await orderSource(stage, whole, inputs, { "/db/password": "hush-hush" });
    const [db] = await childrenReach(stage, number, 1);
    await finishDatabase(db?.number ?? 0, "DB NO");
    await stage.stepReaches(number, "name", "failed");
    const { problem } = await stage.step(number, "name");
    expect(problem).toMatchObject({ code: "answers_unfit", detail: expect.stringMatching(/^name: /) });
    expect(await listChildren(stage.db, [number])).toHaveLength(1);
  });
});

describe("exactly one request", () => {
  let alone: Stage;
  beforeEach(async () => {
    alone = await openStage();
    await publishSource(alone, leaf);
  });
  afterEach(() => alone.end());

  const finishAll = async (number: number, count: number) => {
    for (const child of await childrenReach(alone, number, count)) {
      await alone.stepReaches(child.number, "make", "waiting");
      await alone.complete(child.number, "make", { id: "x" });
    }
    await alone.requestReaches(number, "completed");
    return listChildren(alone.db, [number]);
  };

  test("is ordered for each part, however often its step is woken, by whichever engine", async () => {
    const steps = ["a", "b", "c"].map((name) => leafStep(name, name)).join("\n");
    const number = await orderSource(alone, documentOf("storm", { steps }));
    const names = ["a", "b", "c"];
    await alone.db.transaction(async (tx) => {
      for (let n = 0; n < 10; n++) for (const name of names) await wakeStep(tx, number, name);
    });
    await Promise.all([alone.engine({ concurrency: 6 }), alone.engine({ concurrency: 6 })]);
    await childrenReach(alone, number, 1);
    await alone.db.transaction(async (tx) => {
      for (let n = 0; n < 10; n++) for (const name of names) await wakeStep(tx, number, name);
    });
    expect(await finishAll(number, 3)).toHaveLength(3);
  });

  test("is there after an engine was killed before it could write down what it had ordered", async () => {
    const number = await orderSource(alone, documentOf("killed", { steps: leafStep("a", "a") }));
    // Whoever writes that a step waits has to wait for us.
    await alone.db.execute(sql`create function held() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock(4711); return new; end $$`);
    await alone.db.execute(sql`create trigger held before update on attempt for each row
      when (new.outcome = 'waiting') execute function held()`);
    await alone.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(4711)`);
      const child = spawnEngine(alone.url);
      await childrenReach(alone, number, 1);
      child.kill("SIGKILL");
      await once(child, "exit");
    });
    expect((await alone.step(number, "a")).reference).toBeNull();
    // Its lease, and what else it had taken from the queue, would be free some seconds later.
    await alone.db.execute(sql`update step set leased_until = now() where request = ${number}`);
    for (const child of await listChildren(alone.db, [number]))
      await alone.db.transaction((tx) => wakeSettle(tx, child.number));
    await alone.engine();
    await alone.stepReaches(number, "a", "waiting");
    expect(await finishAll(number, 1)).toHaveLength(1);
  });
});

async function finishDatabase(number: number, host: string): Promise<void> {
  await stage.stepReaches(number, "make", "waiting");
  const sealedOutputs = sealStepOutputs(number, "make", { key: "k-secret" });
  await moved(number, "waiting", "completed", { outputs: { host, port: 5432 }, sealedOutputs });
}

const fail = async (number: number) => {
  await stage.stepReaches(number, "make", "waiting");
  await moved(number, "waiting", "failed", { problem: { code: "task_refused", sentence: "No." } });
};

const resolve = (number: number, outputs: Record<string, string>) => moved(number, "failed", "completed", { outputs });

async function moved(
  number: number,
  from: "waiting" | "failed",
  to: "failed" | "completed",
  patch: Parameters<typeof moveStep>[5],
): Promise<void> {
  await stage.db.transaction(async (tx) => {
    await moveStep(tx, number, "make", [from], to, patch);
    await wakeSettle(tx, number);
  });
}

async function abort(number: number): Promise<void> {
  await stage.stepReaches(number, "make", "waiting");
  await stage.db.transaction(async (tx) => {
    for (const { id } of await loadSteps(tx, number)) await moveStep(tx, number, id, ["waiting"], "cancelled");
    await tx.update(request).set({ state: "cancelling" }).where(eq(request.number, number));
    await wakeSettle(tx, number);
  });
}
