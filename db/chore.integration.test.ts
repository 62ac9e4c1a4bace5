import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#tests/database.ts";
import { claimChore } from "./chore.ts";
import { openDatabase } from "./client.ts";
import { chore } from "./tables.ts";

let fresh: FreshDatabase;
let engines: ReturnType<typeof openDatabase>[];
beforeAll(async () => {
  fresh = await freshDatabase();
  engines = [1, 2, 3].map(() => openDatabase(fresh.url, { poolSize: 4 }));
});
afterAll(async () => {
  await Promise.all(engines.map(({ close }) => close()));
  await fresh.drop();
});

async function askAll(): Promise<number> {
  const asked = engines.flatMap(({ db }, engine) => [1, 2, 3, 4].map(() => claimChore(db, "tidy", 60, `e${engine}`)));
  return (await Promise.all(asked)).filter(Boolean).length;
}

test("however many engines ask at once, a chore is done by one of them, and again only when its time has come", async () => {
  expect(await askAll()).toBe(1);
  expect(await askAll()).toBe(0);
  const [first] = engines;
  await first?.db.update(chore).set({ ranAt: sql`now() - interval '61 seconds'` });
  expect(await askAll()).toBe(1);
  expect(await first?.db.select({ runs: chore.runs }).from(chore)).toEqual([{ runs: 2 }]);
});
