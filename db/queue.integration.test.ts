import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#tests/database.ts";
import { openDatabase } from "./client.ts";
import { wakeFirst, wakeSettle, wakeStep } from "./queue.ts";

let fresh: FreshDatabase;
let opened: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  fresh = await freshDatabase();
  opened = openDatabase(fresh.url);
});
afterAll(async () => {
  await opened.close();
  await fresh.drop();
});

const jobs = async () => [
  ...(await opened.db.execute(sql`select name, data, state from pgboss.job order by created_on`)),
];

test("a wake-up commits with the change that wants it, and is undone with it", async () => {
  await expect(
    opened.db.transaction(async (tx) => {
      await wakeSettle(tx, 7);
      throw new Error("undone");
    }),
  ).rejects.toThrow("undone");
  expect(await jobs()).toEqual([]);
  await opened.db.transaction((tx) => wakeSettle(tx, 7));
  await opened.db.transaction((tx) => wakeStep(tx, 7, "database", { afterSeconds: 60 }));
  expect(await jobs()).toEqual([
    { name: "settle", data: { request: 7 }, state: "created" },
    { name: "step", data: { request: 7, step: "database" }, state: "created" },
  ]);
});

test("a new request is woken as a step without a name, which is settled first", async () => {
  await opened.db.transaction((tx) => wakeFirst(tx, 8));
  expect((await jobs()).at(-1)).toEqual({ name: "step", data: { request: 8 }, state: "created" });
});
