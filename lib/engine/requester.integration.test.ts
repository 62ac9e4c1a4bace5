import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "#db/client.ts";
import { membership, person, team } from "#db/tables.ts";
import { makeToken, revokeToken } from "#db/token.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";
import { requesterOf } from "./requester.ts";

let fresh: FreshDatabase;
let open: ReturnType<typeof openDatabase>;
let db: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  open = openDatabase(fresh.url);
  db = open.db;
  await db.insert(team).values({ name: "checkout", title: "Checkout" });
  await db.insert(person).values([
    { id: "ada", name: "Ada" },
    { id: "gone", name: "Gone", roles: ["admin"], deactivatedAt: new Date() },
  ]);
  await db
    .insert(membership)
    .values(["ada", "gone"].map((id) => ({ person: id, team: "checkout", role: "member" as const })));
});

afterAll(async () => {
  await open.close();
  await fresh.drop();
});

const byPerson = (id: string) => requesterOf(db, { person: id, requester: { kind: "person", id, name: id } });
const byToken = (id: string) => requesterOf(db, { person: null, requester: { kind: "token", id, name: "pipeline" } });

test("a person has the teams of today, and none once they were taken out", async () => {
  expect(await byPerson("ada")).toMatchObject({ teams: { checkout: ["member"] } });
  expect(await byPerson("gone")).toMatchObject({ teams: {}, roles: [] });
  expect(await byPerson("never-seen")).toMatchObject({ teams: {}, roles: [] });
});

test("a token of a team is of its team, also when it was revoked since, and of none when it is unknown", async () => {
  const owner = { team: "checkout" };
  const { id } = await db.transaction((tx) =>
    makeToken(tx, { name: "pipeline", owner, held: "held", scopes: ["order"], days: 1, createdBy: "ada" }),
  );
  const acting = { kind: "token", person: null, teams: { checkout: ["member"] }, roles: [] };
  expect(await byToken(id)).toMatchObject(acting);
  await db.transaction((tx) => revokeToken(tx, id));
  expect(await byToken(id)).toMatchObject(acting);
  expect(await byToken("00000000-0000-0000-0000-000000000000")).toMatchObject({ teams: {} });
});

test("what nobody ordered is PAO's own", async () => {
  const requester = { kind: "system", id: "engine", name: "PAO" } as const;
  expect(await requesterOf(db, { person: null, requester })).toMatchObject({ kind: "system" });
});
