import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orderRequest } from "#lib/commands/request/order.ts";
import type { Actor } from "#lib/core/access.ts";
import { offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { database } from "./client.ts";
import { request, token } from "./tables.ts";
import { forgetTokens } from "./token.ts";

let portal: Portal;

beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
});

afterAll(() => portal.close());

async function ended(hash: string, days: number): Promise<string> {
  const values = {
    name: hash,
    team: "checkout",
    createdBy: "developer",
    hash,
    expiresAt: sql`now() - make_interval(days => ${days})`,
  };
  const [made] = await database().insert(token).values(values).returning({ id: token.id });
  return made?.id ?? "";
}

async function left(): Promise<string[]> {
  const rows = await database().select({ name: token.name, expiresAt: token.expiresAt }).from(token);
  return rows.flatMap(({ name, expiresAt }) => (expiresAt === null ? [] : [name])).toSorted();
}

test("a team's token that ran out a year ago is forgotten, unless what it ordered still goes on", async () => {
  const id = await ended("ordered", 400);
  await ended("unused", 400);
  await ended("recent", 300);
  const actor: Actor = {
    kind: "token",
    id,
    name: "CI",
    person: null,
    teams: { checkout: ["member"] },
    roles: [],
  };
  const inputs = { name: "orders", reason: "because" };
  const order = { offering: "access-grant", project: "checkout", environment: "dev", inputs };
  expect(await orderRequest({ actor, door: "rest" }, order)).toMatchObject({ ok: true });
  await forgetTokens(database());
  expect(await left()).toEqual(["ordered", "recent"]);
  await database()
    .update(request)
    .set({ finishedAt: sql`now()` });
  await forgetTokens(database());
  expect(await left()).toEqual(["recent"]);
});
