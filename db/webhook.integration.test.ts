import { eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { openStage } from "#tests/engine/harness.ts";
import { hears } from "#lib/engine/pause.ts";
import { takeAs } from "#tests/engine/take.ts";
import { releaseStep } from "./attempt.ts";
import type { Transaction } from "./client.ts";
import { claimDue, claimLost } from "./step.ts";
import { step } from "./tables.ts";
import { addTally, wakeWaiting } from "./webhook.ts";

const stage = await openStage();
afterAll(() => stage.end());
const { db } = stage;
const reference = { kind: "issue", id: "DBA-1", data: { issue: "10001" } };
const wake = () => db.transaction((tx) => wakeWaiting(tx, "jira", { kind: "issue", ids: ["10001"] }));

/** A step that an engine is looking at just now. */
async function lookedAt() {
  const number = await stage.order([{ id: "one", uses: "manual", with: { team: "x", instructions: "y" } }]);
  await db.update(step).set({ state: "waiting", reference }).where(eq(step.request, number));
  const held = await db.transaction((tx) => takeAs("engine", tx, number, "one", 60));
  if (!held) throw new Error("The step was not free.");
  return { number, held };
}

const dueIn = async (number: number) => (Number((await stage.step(number, "one")).nextCheckAt) - Date.now()) / 1000;

test("what is told while an engine looks brings the next look forward, unless the outside wants to be left alone", async () => {
  const { number, held } = await lookedAt();
  expect(await wake()).toBe(1);
  await db.transaction((tx) => releaseStep(tx, held, "waiting", { nextCheckInSeconds: 3600 }));
  expect(await dueIn(number)).toBeLessThan(5);

  const limited = await lookedAt();
  await wake();
  const problem = { code: "jira_rate_limited", sentence: "Too many." };
  const later = { problem, nextCheckInSeconds: 3600 };
  await db.transaction((tx) => releaseStep(tx, limited.held, "waiting", later));
  expect(await dueIn(limited.number)).toBeGreaterThan(3000);
});

test("a step that nobody told about is looked at when it is due", async () => {
  const { number, held } = await lookedAt();
  await db.transaction((tx) => releaseStep(tx, held, "waiting", { nextCheckInSeconds: 3600 }));
  expect(await dueIn(number)).toBeGreaterThan(3000);
});

test("what has begun through one connection is not woken by another that knows a thing of the same name", async () => {
  const { number } = await lookedAt();
  const issue = { kind: "issue", id: "DBA-3", data: { issue: "10003" } };
  await db.update(step).set({ connection: "jira-two", reference: issue }).where(eq(step.request, number));
  const heard = (name: string) => db.transaction((tx) => wakeWaiting(tx, name, { kind: "issue", ids: ["10003"] }));
  expect([await heard("jira"), await heard("jira-two")]).toEqual([0, 1]);
});

test("only what a webhook told of is looked at more rarely, whatever else its connection hears", async () => {
  const told = await lookedAt();
  await db
    .update(step)
    .set({ reference: { kind: "issue", id: "DBA-2", data: { issue: "10002" } } })
    .where(eq(step.request, told.number));
  const other = await lookedAt();
  await db.transaction((tx) => wakeWaiting(tx, "jira", { kind: "issue", ids: ["10002"] }));
  await addTally(db, "jira", { received: 3, woke: 1, unknown: 2, refused: 0 });
  const heard = async ({ number }: { number: number }) => hears((await stage.step(number, "one")).heardAt);
  expect([await heard(told), await heard(other)]).toEqual([true, false]);
  expect(hears(new Date(Date.now() - 25 * 3_600_000))).toBe(false);
});

/** Rows of `step` that a piece of work has read, and how often it read them all. */
async function readBy(work: (tx: Transaction) => Promise<unknown>): Promise<{ whole: number; rows: number }> {
  const counted = async () => {
    const [row] = await db.execute<{ whole: number; rows: number }>(
      sql`select seq_scan::int as whole, (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_user_tables where relname = 'step'`,
    );
    return row ?? { whole: 0, rows: 0 };
  };
  const flushed = (inside: (tx: Transaction) => Promise<unknown>) =>
    db.transaction(async (tx) => {
      await inside(tx);
      await tx.execute(sql`select pg_stat_force_next_flush()`);
    });
  await flushed(() => Promise.resolve());
  const before = await counted();
  await flushed(work);
  const after = await counted();
  return { whole: after.whole - before.whole, rows: after.rows - before.rows };
}

test("ten thousand steps that wait cost nobody anything until one of them is due or told about", async () => {
  const number = await stage.order([{ id: "one", uses: "manual", with: { team: "x", instructions: "y" } }]);
  await db.execute(sql`
    insert into step (request, id, position, plan, uses, blocking, state, reference, next_check_at)
    select request, 'waits' || n, n, plan, 'jira-issue', blocking, 'waiting',
      jsonb_build_object('kind', 'issue', 'id', 'CMP-' || n, 'data', jsonb_build_object('issue', (20000 + n)::text)),
      now() + n * interval '1 minute'
    from step, generate_series(1, 10000) n where request = ${number} and id = 'one'`);
  await db.execute(sql`analyze step`);
  for (let n = 0; n < 8; n++) await db.transaction((tx) => claimDue(tx, 100));
  const wakeOne = async (tx: Transaction) =>
    expect(await wakeWaiting(tx, "jira", { kind: "issue", ids: ["25000"] })).toBe(1);
  for (const work of [(tx: Transaction) => claimDue(tx, 100), (tx: Transaction) => claimLost(tx, 100), wakeOne]) {
    const { whole, rows } = await readBy(work);
    expect([whole, rows < 20]).toEqual([0, true]);
  }
  await db.delete(step).where(eq(step.uses, "jira-issue"));
});
