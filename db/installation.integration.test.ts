import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";
import { type Database, openDatabase } from "./client.ts";
import { claimInstallation, finishRotation, loadInstallation } from "./installation.ts";

let fresh: FreshDatabase;
let open: ReturnType<typeof openDatabase>;
let db: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  open = openDatabase(fresh.url);
  db = open.db;
});
beforeEach(() => db.execute(sql`update installation set key_fingerprint = 'k1', next_fingerprint = null`));
afterAll(async () => {
  await open.close();
  await fresh.drop();
});

const keysNow = async () => {
  const { keyFingerprint, nextFingerprint } = await loadInstallation(db);
  return [keyFingerprint, nextFingerprint];
};
const waiting = async () => {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return row?.n;
};

test("a new key beside the one in use begins a rotation, once, whoever brings both", async () => {
  await claimInstallation(db, ["k1"]);
  expect(await keysNow()).toEqual(["k1", null]);
  await Promise.all(Array.from({ length: 4 }, () => claimInstallation(db, ["k2", "k1"])));
  await claimInstallation(db, ["k1", "k2"]);
  expect(await keysNow()).toEqual(["k1", "k2"]);
  await expect(claimInstallation(db, ["k1"])).rejects.toThrow("is being replaced");
  await expect(claimInstallation(db, ["k4"])).rejects.toThrow("is being replaced");
  expect(await keysNow()).toEqual(["k1", "k2"]);
});

test("of two rotations to two keys that begin at once, the second is refused", async () => {
  const claims = await db.transaction(async (tx) => {
    await tx.execute(sql`update installation set next_fingerprint = 'k2'`);
    const second = claimInstallation(db, ["k3", "k1"]).catch((error: unknown) => error);
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
    return { second };
  });
  expect(await claims.second).toMatchObject({
    code: "invalid",
    message: expect.stringContaining("is being replaced") as string,
  });
  expect(await keysNow()).toEqual(["k1", "k2"]);
});

test("a rotation is finished by who has the keys it is about, and by nobody else", async () => {
  await claimInstallation(db, ["k3", "k1"]);
  await expect(finishRotation(db, ["k2", "k1"])).rejects.toThrow("is being replaced");
  expect(await keysNow()).toEqual(["k1", "k3"]);
  await finishRotation(db, ["k3", "k1"]);
  await finishRotation(db, ["k3", "k1"]);
  expect(await keysNow()).toEqual(["k3", null]);
});
