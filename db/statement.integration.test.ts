import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#tests/database.ts";
import { openDatabase } from "./client.ts";
import { place, placeOf, placesOf, rowOf, statement, statementFor, writer } from "./statement.ts";
import { webhook, connection } from "./tables.ts";

let fresh: FreshDatabase;
let opened: ReturnType<typeof openDatabase>;
const settings = { header: "X-Key", deep: { list: [1, null, "ü"] } };

beforeAll(async () => {
  fresh = await freshDatabase();
  opened = openDatabase(fresh.url);
  const given = { kind: "http", baseUrl: "http://a.example", settings, teams: ["one"] } as const;
  await opened.db.insert(connection).values([
    { ...given, name: "a", teams: ["one"] },
    { ...given, name: "b", teams: null },
  ]);
  await opened.db.insert(webhook).values({ connection: "a" });
});

afterAll(async () => {
  await opened.close();
  await fresh.drop();
});

const all = statement(() => writer.select().from(connection).orderBy(asc(connection.name)), rowOf(connection));

test("rows are read as drizzle reads them: times, JSON, what is null", async () => {
  const { db } = opened;
  expect(await all(db, {})).toEqual(await db.select().from(connection).orderBy(asc(connection.name)));
});

const naming = statement(
  () =>
    writer
      .select({ name: connection.name })
      .from(connection)
      .where(
        sql`${eq(connection.name, place("name"))} and ${connection.settings} = ${placeOf(connection.settings, "settings")}`,
      ),
  ([name]) => name,
);

test("each place takes what it is given, again and again, and one that is left out is told", async () => {
  expect(await naming(opened.db, { name: "a", settings })).toEqual(["a"]);
  expect(await naming(opened.db, { name: "b", settings })).toEqual(["b"]);
  expect(await naming(opened.db, { name: "b", settings: {} })).toEqual([]);
  await expect(naming(opened.db, { name: "b" })).rejects.toThrow("A statement was not given settings.");
});

const changing = statementFor(
  (names) =>
    writer
      .update(webhook)
      .set(placesOf(webhook, names))
      .where(eq(webhook.connection, place("of")))
      .returning(),
  rowOf(webhook),
);

test("what is not named stays, what is undefined too, and what is null is emptied", async () => {
  const { db } = opened;
  const receivedAt = new Date("2026-01-02T03:04:05.678Z");
  expect(await changing(db, { received: 2, receivedAt }, { of: "a" })).toMatchObject([{ received: 2, receivedAt }]);
  expect(await changing(db, { woke: 1, received: undefined }, { of: "a" })).toMatchObject([
    { received: 2, woke: 1, receivedAt },
  ]);
  expect(await changing(db, { receivedAt: null }, { of: "a" })).toMatchObject([{ received: 2, receivedAt: null }]);
});

test("it is a part of the transaction it is sent in", async () => {
  const { db } = opened;
  const broken = db.transaction(async (tx) => {
    await changing(tx, { received: 99 }, { of: "a" });
    expect((await changing(tx, { woke: 7 }, { of: "a" }))[0]?.received).toBe(99);
    throw new Error("taken back");
  });
  await expect(broken).rejects.toThrow("taken back");
  const [now] = await db.select().from(webhook);
  expect(now).toMatchObject({ received: 2, woke: 1 });
});

test("each choice of names is a statement of its own, also where names hold spaces", async () => {
  const counting = statementFor(
    (names) => sql`select ${sql.raw(String(names.length))}::int`,
    ([many]) => Number(many),
  );
  expect(await counting(opened.db, { "a b": 1, c: 2 }, {})).toEqual([2]);
  expect(await counting(opened.db, { a: 1, b: 2, c: 3 }, {})).toEqual([3]);
});
