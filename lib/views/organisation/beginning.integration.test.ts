import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addTeam } from "#lib/commands/organisation/add-team.ts";
import { addProject } from "#lib/commands/organisation/add-project.ts";
import type { Actor } from "#lib/core/access.ts";
import { database, openDatabase } from "#db/client.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";
import { beginning } from "./beginning.ts";

let fresh: FreshDatabase;
const admin: Actor = { kind: "person", id: "oidc:1", name: "Ada", teams: {}, roles: ["admin"] };

beforeAll(async () => {
  fresh = await freshDatabase();
  globalThis.paoDatabase = openDatabase(fresh.url);
});
afterAll(async () => {
  await globalThis.paoDatabase?.close();
  globalThis.paoDatabase = undefined;
  await fresh.drop();
});

const left = async () => (await beginning(admin))?.filter(({ done }) => !done).map(({ what }) => what);

async function addEverything(): Promise<void> {
  const db = database();
  await db.execute(sql`insert into person (id, name) values ('oidc:1', 'Ada')`);
  await db.execute(sql`insert into membership (person, team, role) values ('oidc:1', 'payments', 'member')`);
  await db.execute(sql`insert into offering (name, owner, current) values ('queue', 'payments', 1)`);
}

test("a new installation has environments, and tells its admin what else it needs, in the order of doing it", async () => {
  expect(await left()).toEqual(["teams", "members", "projects", "connections", "offerings"]);
  const context = { actor: admin, door: "browser" } as const;
  await addTeam(context, { name: "payments", title: "Payments" });
  await addProject(context, { name: "billing", title: "Billing", team: "payments" });
  expect(await left()).toEqual(["members", "connections", "offerings"]);
  await addEverything();
  // Many do without a connection.
  expect(await beginning(admin)).toBeNull();
});

test("who may not set it up is told nothing", async () => {
  expect(await beginning({ ...admin, roles: ["manager"] })).toBeNull();
});
