import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import type { Transaction } from "./client.ts";
import { linedUp } from "./gate.ts";
import { madeStates } from "./made-state.ts";
import { findUnsettled, loadRequest } from "./request.ts";
import { inputsNow, openRequestOn } from "./resource.ts";
import { claimDue, claimLost } from "./step.ts";

const many = 20_000;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const number = await stage.order([
    { id: "wait", uses: "manual", with: { team: "data-platform", instructions: "x" } },
  ]);
  await stage.db.execute(sql`
    insert into request (offering, revision, operation, resource, title, project, environment, team, requester, state,
      inputs, plan, plan_hash, updated_at)
    select offering, revision, operation, resource, title, project, environment, team, requester, 'processing',
      inputs, plan, plan_hash, now() - interval '20 days'
    from request, generate_series(1, ${many}) where number = ${number}`);
  await stage.db.execute(sql`
    insert into step (request, id, position, plan, uses, blocking, state, next_check_at, started_at)
    select request.number, 'wait', 0, step.plan, uses, blocking, 'waiting',
      now() + make_interval(mins => 1 + (request.number % 60)::int), now() - interval '20 days'
    from request, step where step.request = ${number} and request.number > ${number}`);
  await stage.db.execute(sql`analyze`);
});
afterAll(() => stage.end());

/** Rows of a table that were read by what has been done in this transaction. */
async function rowsRead(tx: Transaction, table: string): Promise<number> {
  const [row] = await tx.execute<{ read: number }>(
    sql`select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read
      from pg_stat_xact_user_tables where relname = ${table}`,
  );
  return row?.read ?? -1;
}

test("among twenty thousand steps that wait, each second reads those only whose time has come", async () => {
  await stage.db.execute(sql`
    update step set next_check_at = now() - interval '1 second' where request in (select max(number) from request)`);
  await stage.db.transaction(async (tx) => {
    expect(await claimDue(tx, 100)).toHaveLength(1);
    expect(await claimLost(tx, 100)).toEqual([]);
    expect(await linedUp(tx)).toEqual([]);
    expect(await rowsRead(tx, "step")).toBeLessThan(20);
  });
});

test("looking for what was forgotten among them takes a moment, and finds nothing", async () => {
  const began = performance.now();
  expect(await stage.db.transaction((tx) => findUnsettled(tx, 100))).toEqual([]);
  expect(performance.now() - began).toBeLessThan(2000);
});

test("among as many requests, what was done to one resource is read by itself while its row is locked", async () => {
  const number = await stage.order([{ id: "one", uses: "manual", with: { team: "data-platform", instructions: "x" } }]);
  const resource = (await loadRequest(stage.db, number))?.resource ?? "";
  await stage.db.transaction(async (tx) => {
    const before = await rowsRead(tx, "request");
    expect(await openRequestOn(tx, resource)).toMatchObject({ number });
    expect(await inputsNow(tx, resource)).toEqual({});
    expect(await madeStates(tx, resource)).toEqual([]);
    expect((await rowsRead(tx, "request")) - before).toBeLessThan(20);
  });
});
