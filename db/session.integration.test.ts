import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";
import { type Database, openDatabase } from "./client.ts";
import { forgetSessions, listSessions, openSession, personOfSession, revokeSessions, touchSession } from "./session.ts";
import { person, session } from "./tables.ts";

let fresh: FreshDatabase;
let open: ReturnType<typeof openDatabase>;
let db: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  open = openDatabase(fresh.url);
  db = open.db;
  await db.insert(person).values([
    { id: "ada", name: "Ada" },
    { id: "bob", name: "Bob" },
    { id: "cleo", name: "Cleo" },
    { id: "eve", name: "Eve" },
    { id: "oidc:dora", name: "Dora" },
  ]);
});

afterAll(async () => {
  await open.close();
  await fresh.drop();
});

const rules = { idleHours: 24, provider: "sandbox" } as const;
const opened = (held: string, whose: string, days = 1) =>
  db.transaction((tx) => openSession(tx, { held, person: whose, days, address: "192.0.2.7", userAgent: "curl/8" }));
const age = (id: string, by: string) =>
  db
    .update(session)
    .set({ seenAt: sql`now() - ${by}::interval` })
    .where(eq(session.id, id));

test("what a browser holds is nowhere in the database", async () => {
  await opened("held-by-ada", "ada");
  expect(await personOfSession(db, "held-by-ada", rules)).toMatchObject({ person: { id: "ada" }, stale: false });
  const [row] = await db.select().from(session).where(eq(session.person, "ada"));
  expect(JSON.stringify(row)).not.toContain("held-by-ada");
  // The id that lists show opens nothing, nor does the digest.
  expect(await personOfSession(db, row?.id ?? "", rules)).toBeUndefined();
  expect(await personOfSession(db, row?.hash ?? "", rules)).toBeUndefined();
});

test("a session is good while people sign in by the provider that vouched for its person", async () => {
  await opened("of-the-sandbox", "eve");
  await opened("of-oidc", "oidc:dora");
  const seen = async (held: string) => {
    const providers = ["sandbox", "oidc", "github"] as const;
    const found = await Promise.all(
      providers.map((provider) => personOfSession(db, held, { idleHours: 24, provider })),
    );
    return providers.filter((_, index) => found[index]);
  };
  expect(await seen("of-the-sandbox")).toEqual(["sandbox"]);
  expect(await seen("of-oidc")).toEqual(["oidc"]);
});

test("a session ends by its age, by lying idle, and with its person", async () => {
  const id = await opened("idle", "bob");
  await age(id, "23 hours 59 minutes");
  expect(await personOfSession(db, "idle", rules)).toBeDefined();
  await age(id, "24 hours 1 minute");
  expect(await personOfSession(db, "idle", rules)).toBeUndefined();
  await opened("old", "bob", 0);
  expect(await personOfSession(db, "old", rules)).toBeUndefined();
  await opened("good", "bob");
  await db
    .update(person)
    .set({ deactivatedAt: sql`now()` })
    .where(eq(person.id, "bob"));
  expect(await personOfSession(db, "good", rules)).toBeUndefined();
});

test("that a session was used is written once a minute at most", async () => {
  const id = await opened("seen", "cleo");
  await age(id, "61 seconds");
  expect(await personOfSession(db, "seen", rules)).toMatchObject({ stale: true });
  await touchSession(db, id);
  expect(await personOfSession(db, "seen", rules)).toMatchObject({ stale: false });
  const seenAt = async () => (await db.select().from(session).where(eq(session.id, id)))[0]?.seenAt.getTime();
  const before = await seenAt();
  await touchSession(db, id);
  expect(await seenAt()).toBe(before);
});

test("a list marks the session that asks and leaves out what is over", async () => {
  await opened("second", "cleo");
  await opened("over", "cleo", 0);
  const listed = await listSessions(db, "cleo", 24, "second");
  expect(listed.filter(({ current }) => current)).toHaveLength(1);
  expect(listed).toHaveLength(2);
  expect(await db.transaction((tx) => revokeSessions(tx, "cleo", "second"))).toBe(2);
  expect(await listSessions(db, "cleo", 24, null)).toHaveLength(1);
});

test("a session that was over for a month is forgotten, and none that is open", async () => {
  await opened("ancient", "ada", -31);
  await forgetSessions(db);
  const left = await db.select({ id: session.id }).from(session).where(eq(session.person, "ada"));
  expect(left).toHaveLength(1);
});
