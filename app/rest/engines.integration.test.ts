import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { beat, leaveSoon } from "#db/engine.ts";
import { pauseGate } from "#db/gate.ts";
import { loadReadiness } from "#db/readiness.ts";
import { engine, step } from "#db/tables.ts";
import { formatNumber, parseNumber } from "#lib/core/lifecycle/number.ts";
import { planVersion } from "#lib/core/plan/plan.ts";
import type { ConnectionView } from "#lib/views/connection/shape.ts";
import type { EngineList } from "#lib/views/engine/shape.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call, read } from "#tests/rest.ts";
import * as connections from "../api/v1/connections/route.ts";
import * as connection from "../api/v1/connections/[name]/route.ts";
import * as engines from "../api/v1/engines/route.ts";
import * as requests from "../api/v1/requests/route.ts";
import * as request from "../api/v1/requests/[number]/route.ts";

let portal: Portal;
let number: string;
beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
  const inputs = { name: "orders", reason: "x" };
  const body = { offering: "access-grant", project: "checkout", environment: "dev", inputs };
  ({ number } = await read<RequestView>(call(requests.POST, { user: "developer", body })));
});
afterAll(() => portal.close());

const list = async () => (await read<EngineList>(call(engines.GET, { user: "admin" }))).items;
const put = async (settings: unknown) =>
  call(connection.PUT, {
    user: "admin",
    params: { name: "platform" },
    body: { kind: "http", baseUrl: (await platform())?.baseUrl, settings },
  });
const platform = async () => {
  const { items } = await read<{ items: ConnectionView[] }>(call(connections.GET, { user: "admin" }));
  return items.find(({ name }) => name === "platform");
};

test("an admin sees which engines live, what they can run and what they have in hand; nobody else does", async () => {
  await beat(database(), { id: "silent", version: "1.0", planVersion: planVersion - 1, capabilities: {} });
  await database()
    .update(engine)
    .set({ heartbeatAt: sql`now() - interval '1 minute'` })
    .where(sql`id = 'silent'`);
  await beat(database(), { id: "leaving", version: "1.0", planVersion, capabilities: {} });
  await leaveSoon(database(), "leaving");
  await database()
    .update(step)
    .set({ engine: "test", leasedUntil: sql`now() + interval '1 minute'`, startedAt: sql`now()` })
    .where(sql`id = 'grant'`);
  const seen = await list();
  expect(seen.map(({ id, state, current }) => [id, state, current])).toEqual([
    ["test", "alive", true],
    ["silent", "silent", false],
    ["leaving", "stopping", true],
  ]);
  expect(seen[0]).toMatchObject({ capabilities: { http: "1" }, inHand: [{ number, request: "orders" }] });
  expect((await call(engines.GET, { user: "manager" })).status).toBe(403);
  await database().update(step).set({ engine: null, leasedUntil: null });
});

test("an engine that does not understand what is planned now does not count as one that could run it", async () => {
  const could = async () => (await loadReadiness(database())).engines;
  const self = { id: "test", version: "0", capabilities: { http: "1" } };
  await beat(database(), { ...self, planVersion: planVersion - 1 });
  expect(await could()).toEqual([]);
  await beat(database(), { ...self, planVersion });
  expect(await could()).toEqual([{ http: "1" }]);
});

test("limits of a connection are kept as they are given; what is none is refused at its place", async () => {
  expect((await put({ maxConcurrent: 2, perMinute: 90 })).status).toBe(200);
  expect(await platform()).toMatchObject({
    settings: { maxConcurrent: 2, perMinute: 90 },
    gate: { inHand: 0, waiting: 0, pausedUntil: null },
  });
  for (const wrong of [0, 1.5, "many", null, 1001]) {
    const refused = await put({ maxConcurrent: wrong });
    expect(await read(refused)).toMatchObject({
      status: 422,
      issues: [{ path: "/settings/maxConcurrent", message: "A whole number from 1 to 1000, or nothing for no limit." }],
    });
  }
});

test("a step that waits for a place says at which connection, and the connection how many wait and until when it rests", async () => {
  const at = parseNumber(number);
  await database()
    .update(step)
    .set({ state: "queued", place: "platform", placeSince: sql`now()` })
    .where(sql`request = ${at} and id = 'grant'`);
  await pauseGate(database(), "platform", 60);
  const view = await read<RequestView>(
    call(request.GET, { user: "developer", params: { number: formatNumber(at ?? 0) } }),
  );
  expect(view.steps[0]).toMatchObject({ state: "queued", waitsAt: "platform" });
  expect(await platform()).toMatchObject({ gate: { inHand: 0, waiting: 1, pausedUntil: expect.any(String) } });
});
