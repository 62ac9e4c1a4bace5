import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";
import { type Database, openDatabase } from "./client.ts";
import { loadPerson } from "./organisation.ts";
import { followGroups, hasAdmin, honourNamedAdmin, rememberPerson } from "./sign-in.ts";
import { membership, person, team, teamGroup } from "./tables.ts";
import { lockTeam, removeTeam } from "./team.ts";

let fresh: FreshDatabase;
let open: ReturnType<typeof openDatabase>;
let db: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  open = openDatabase(fresh.url);
  db = open.db;
  await db.insert(team).values(["search", "checkout", "security"].map((name) => ({ name, title: name })));
  await db.insert(teamGroup).values([
    { team: "checkout", group: "acme/shop", role: "member" },
    { team: "checkout", group: "acme/shop-leads", role: "approver" },
    // Said of the group, so the team of its name gains nothing by it.
    { team: "search", group: "security", role: "author" },
  ]);
});

afterAll(async () => {
  await open.close();
  await fresh.drop();
});

const signIn = (id: string, groups: string[], caseless = false) =>
  db.transaction(async (tx) => {
    await rememberPerson(tx, { id, name: id, email: null });
    return followGroups(tx, id, groups, { caseless });
  });
async function waiting() {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return row?.n;
}

const teamsOf = async (id: string) => (await loadPerson(db, id))?.teams;

test("groups make members: as it is said of them, else of the team of their very name", async () => {
  expect(await signIn("ada", ["search", "acme/shop", "acme/shop-leads", "nobody-knows"])).toEqual([
    [],
    ["checkout: approver", "checkout: member", "search: member"],
  ]);
  expect(await teamsOf("ada")).toEqual({ checkout: ["approver", "member"], search: ["member"] });
  await signIn("bob", ["security"]);
  expect(await teamsOf("bob")).toEqual({ search: ["author"] });
});

test("who left a group has lost the team at the next sign-in, and keeps what was given here", async () => {
  await db.insert(membership).values([
    { person: "ada", team: "search", role: "member" },
    { person: "ada", team: "security", role: "approver" },
  ]);
  await signIn("ada", ["acme/shop"]);
  expect(await teamsOf("ada")).toEqual({ checkout: ["member"], search: ["member"], security: ["approver"] });
  await signIn("ada", []);
  expect(await teamsOf("ada")).toEqual({ search: ["member"], security: ["approver"] });
});

test("a team of GitHub's is found however it is written here; other providers' groups are told apart by case", async () => {
  await db.insert(teamGroup).values({ team: "checkout", group: "Acme/Platform", role: "author" });
  await signIn("eve", ["acme/platform"], true);
  expect(await teamsOf("eve")).toEqual({ checkout: ["author"] });
  await signIn("eve", ["acme/platform"]);
  expect(await teamsOf("eve")).toEqual({});
});

test("a team that is removed during a sign-in is not there, and the sign-in goes on", async () => {
  await db.insert(team).values({ name: "doomed", title: "Doomed" });
  const entered = await db.transaction(async (tx) => {
    await lockTeam(tx, "doomed");
    const entering = signIn("frank", ["doomed", "search"]);
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
    await removeTeam(tx, "doomed");
    return { entering };
  });
  expect(await entered.entering).toEqual([[], ["search: member"]]);
  expect(await teamsOf("frank")).toEqual({ search: ["member"] });
});

test("ten thousand groups are read at once", async () => {
  const groups = Array.from({ length: 10_000 }, (_, index) => `group-${index}`);
  await signIn("many", [...groups, "search"]);
  expect(await teamsOf("many")).toEqual({ search: ["member"] });
});

test("two sign-ins of one person at once leave the teams of one of them", async () => {
  await Promise.all([signIn("twice", ["search"]), signIn("twice", ["acme/shop"]), signIn("twice", ["search"])]);
  expect([{ search: ["member"] }, { checkout: ["member"] }]).toContainEqual(await teamsOf("twice"));
});

test("whoever the settings name becomes an admin once, and not again after it was taken away", async () => {
  const honour = (id: string, named: string, provider: "oidc" | "github" = "oidc") =>
    db.transaction((tx) => honourNamedAdmin(tx, id, { provider, named }));
  await signIn("oidc:ada", []);
  await signIn("oidc:bob", []);
  await signIn("github:7", []);
  expect(await hasAdmin(db, "oidc")).toBe(false);
  expect(await honour("oidc:ada", "ada@acme.example")).toBe(true);
  expect(await hasAdmin(db, "oidc")).toBe(true);
  await db.update(person).set({ roles: [] }).where(eq(person.id, "oidc:ada"));
  expect(await honour("oidc:ada", "ada@acme.example")).toBe(false);
  expect(await hasAdmin(db, "oidc")).toBe(false);
  expect(await honour("oidc:bob", "bob@acme.example")).toBe(true);
  expect((await loadPerson(db, "oidc:bob"))?.roles).toEqual(["admin"]);
  // Two webs with different settings ask in turns.
  expect(await honour("oidc:ada", "ada@acme.example")).toBe(false);
  // With another provider the same name is somebody else.
  expect(await hasAdmin(db, "github")).toBe(false);
  expect(await honour("github:7", "ada@acme.example", "github")).toBe(true);
  expect(await hasAdmin(db, "github")).toBe(true);
});
