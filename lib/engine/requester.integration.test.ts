import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "#db/client.ts";
import { membership, person, team } from "#db/tables.ts";
import { makeToken, type NewToken, revokeToken } from "#db/token.ts";
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

const made = async (owner: NewToken["owner"], held: string, days = 1) => {
  const given = { name: "pipeline", owner, held, scopes: ["order" as const], days, createdBy: "ada" };
  return (await db.transaction((tx) => makeToken(tx, given))).id;
};

test("a token of a team is of its team, also when it has run out, and of none once it was revoked", async () => {
  const id = await made({ team: "checkout" }, "of-the-team");
  const acting = { kind: "token", person: null, teams: { checkout: ["member"] }, roles: [] };
  expect(await byToken(id)).toMatchObject(acting);
  expect(await byToken(await made({ team: "checkout" }, "run-out", 0))).toMatchObject(acting);
  await db.transaction((tx) => revokeToken(tx, id));
  expect(await byToken(id)).toMatchObject({ teams: {}, roles: [] });
  expect(await byToken("00000000-0000-0000-0000-000000000000")).toMatchObject({ teams: {} });
});

test("what somebody's own token ordered is theirs until it is revoked", async () => {
  const id = await made({ person: "ada" }, "of-ada");
  const ordered = { person: "ada", requester: { kind: "token" as const, id, name: "pipeline" } };
  expect(await requesterOf(db, ordered)).toMatchObject({ person: "ada", teams: { checkout: ["member"] } });
  await db.transaction((tx) => revokeToken(tx, id));
  expect(await requesterOf(db, ordered)).toMatchObject({ teams: {} });
  expect(await byPerson("ada")).toMatchObject({ teams: { checkout: ["member"] } });
});

test("a token of a team goes no further than whoever made it", async () => {
  const id = await made({ team: "checkout" }, "left-behind");
  await db.delete(membership).where(eq(membership.person, "ada"));
  expect(await byToken(id)).toMatchObject({ teams: {} });
  await db.insert(membership).values({ person: "ada", team: "checkout", role: "member" });
});

test("whoever is no person and no token may nothing, unless it is PAO itself", async () => {
  for (const kind of ["person", "agent", "webhook"] as const) {
    const requester = { kind, id: "somebody", name: "Somebody" };
    expect(await requesterOf(db, { person: null, requester })).toMatchObject({ teams: {}, roles: [] });
  }
});

test("what nobody ordered is PAO's own", async () => {
  const requester = { kind: "system", id: "engine", name: "PAO" } as const;
  expect(await requesterOf(db, { person: null, requester })).toMatchObject({ kind: "system" });
});
