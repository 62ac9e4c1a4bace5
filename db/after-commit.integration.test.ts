import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { drain } from "#lib/measure.ts";
import { type FreshDatabase, freshDatabase } from "#tests/database.ts";
import { afterCommit } from "./after-commit.ts";
import { openDatabase } from "./client.ts";
import { stepDropped } from "./ended.ts";
import { listEnvironments } from "./organisation.ts";

let fresh: FreshDatabase;
let opened: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  fresh = await freshDatabase();
  opened = openDatabase(fresh.url);
});
afterAll(async () => {
  await opened?.close();
  await fresh?.drop();
});
beforeEach(() => void drain());

const step = { request: 1, id: "ticket", uses: "jira-issue", startedAt: new Date() } as const;

test("how a step ended is told once that is committed", async () => {
  await opened.db.transaction(async (tx) => {
    await stepDropped(tx, step);
    expect(drain()).toEqual([]);
  });
  expect(drain()).toMatchObject([{ labels: { adapter: "jira-issue", outcome: "cancelled" } }]);
});

test("nothing is told of what was rolled back", async () => {
  const failing = opened.db.transaction(async (tx) => {
    await stepDropped(tx, step);
    await tx.execute(sql`select 1 / 0`);
  });
  await expect(failing).rejects.toThrow("select 1 / 0");
  expect(drain()).toEqual([]);
});

test("what is told may ask the database for what is committed, and its failing fails nothing", async () => {
  const heard: unknown[] = [];
  const value = await opened.db.transaction(async (tx) => {
    afterCommit(tx, () => Promise.reject(new Error("nobody listens")));
    afterCommit(tx, async (db) => void heard.push(await listEnvironments(db)));
    await tx.execute(sql`insert into environment (name, title, position) values ('stage', 'Staging', 9)`);
    return "done";
  });
  expect(value).toBe("done");
  expect(heard).toMatchObject([expect.arrayContaining([expect.objectContaining({ name: "stage" })])]);
});
