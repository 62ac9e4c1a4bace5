import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#tests/database.ts";
import { openDatabase } from "./client.ts";

let fresh: FreshDatabase;
let opened: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  fresh = await freshDatabase();
  // One connection: it tells what it has prepared.
  opened = openDatabase(fresh.url, { poolSize: 1 });
});
afterAll(async () => {
  await opened?.close();
  await fresh?.drop();
});

const ask = (what: string) => opened.db.execute(sql`select ${1}::int as ${sql.identifier(what)}`);
const isPrepared = async (what: string) => {
  const rows = await opened.db.execute<{ statement: string }>(sql`select statement from pg_prepared_statements`);
  return rows.some(({ statement }) => statement.includes(`"${what}"`));
};

test("what comes again is prepared, and what comes once is not", async () => {
  await ask("once");
  expect(await isPrepared("once")).toBe(false);
  await ask("again");
  await ask("again");
  expect(await isPrepared("again")).toBe(true);
});

test("what becomes common after many other texts is prepared too", async () => {
  for (let n = 0; n < 300; n++) for (const _ of ["first", "second"]) await ask(`list of ${n}`);
  for (const _ of ["first", "second"]) await ask("late");
  expect(await isPrepared("late")).toBe(true);
});
