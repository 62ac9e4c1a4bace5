import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { openConnection } from "#db/connection.ts";
import { audit } from "#db/tables.ts";
import type { CatalogItem } from "#lib/views/catalog/shape.ts";
import type { ConnectionView } from "#lib/views/connection/shape.ts";
import { offeringNamed } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call, read } from "#tests/rest.ts";
import * as catalog from "../api/v1/catalog/route.ts";
import * as plan from "../api/v1/catalog/[name]/plan/route.ts";
import * as connections from "../api/v1/connections/route.ts";
import * as connection from "../api/v1/connections/[name]/route.ts";
import * as credential from "../api/v1/connections/[name]/credential/route.ts";
import * as requests from "../api/v1/requests/route.ts";
import * as validate from "../api/v1/tools/validate/route.ts";

let portal: Portal;
const document = offeringNamed(
  "bucket",
  "{ id: make, uses: http, connection: store, with: { method: PUT, path: /x } }",
);

beforeAll(async () => {
  portal = await freshPortal({ "bucket.yaml": document });
});
afterAll(() => portal.close());

const admin = { user: "admin" } as const;
const store = { name: "store", kind: "http", baseUrl: "https://store.example.com" };
const save = (more: object) => call(connections.POST, { ...admin, body: { ...store, ...more } });
const shown = async (wanted = "store") => {
  const { items } = await read<{ items: ConnectionView[] }>(call(connections.GET, admin));
  const found = items.find(({ name }) => name === wanted);
  expect.assert(found !== undefined);
  return found;
};
const waiting = async () => {
  const [row] = await database().execute<{ n: number }>(sql`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return row?.n;
};
const lastAudit = async (verb: string) => {
  const rows = await database().select().from(audit).where(eq(audit.verb, verb)).orderBy(audit.id);
  return rows.at(-1);
};

test("a connection is open to all teams until it is said to which; left out, that stays", async () => {
  expect((await save({ credential: { token: "first-secret" } })).status).toBe(201);
  expect(await shown()).toMatchObject({ teams: null, credential: ["token"], credentialAt: expect.any(String) });
  expect((await save({ teams: ["networking", "compute"] })).status).toBe(201);
  expect((await shown()).teams).toEqual(["compute", "networking"]);
  expect((await save({ baseUrl: "https://store.example.com/v2" })).status).toBe(201);
  expect((await shown()).teams).toEqual(["compute", "networking"]);
  expect(await lastAudit("connection.save")).toMatchObject({
    subject: "connection:store",
    detail: { changes: { baseUrl: ["https://store.example.com", "https://store.example.com/v2"] } },
  });
});

test("a team that is not there is refused at its place, and so is a list of none", async () => {
  expect(await read(save({ teams: ["compute", "nobody"] }))).toMatchObject({
    status: 422,
    issues: [{ path: "/teams/1", message: "nobody is no team of this organisation." }],
  });
  expect(await read(save({ teams: [] }))).toMatchObject({ status: 422, issues: [{ path: "/teams" }] });
});

test("what is closed to the team of an offering stands in the way of its order, in its check and in the catalog", async () => {
  const order = { project: "checkout", environment: "dev", inputs: {} };
  const planned = () => read(call(plan.POST, { user: "developer", params: { name: "bucket" }, body: order }));
  await save({ teams: ["compute"] });
  expect(await planned()).toMatchObject({ decision: { answer: "allow" } });
  await save({ teams: ["messaging"] });
  const closed = "The HTTP connection “store” is not open to team compute.";
  expect(await planned()).toMatchObject({ decision: { answer: "deny", reasons: [{ sentence: closed }] } });
  const refused = await call(requests.POST, { user: "developer", body: { ...order, offering: "bucket" } });
  expect(await read(refused)).toMatchObject({ status: 409, code: "not_ready" });
  const { items } = await read<{ items: CatalogItem[] }>(call(catalog.GET, { user: "developer" }));
  expect(items.find(({ name }) => name === "bucket")?.blocked).toContain(closed);
  const checked = await read<{ issues: { message: string }[] }>(
    call(validate.POST, { user: "author", body: { source: document } }),
  );
  expect(checked.issues.map(({ message }) => message)).toContain(
    "store is not open to team compute; the team may use platform.",
  );
  await save({ teams: null });
  expect(await planned()).toMatchObject({ decision: { answer: "allow" } });
});

test("an address that PAO will not call is told where the connection is seen, before anything uses it", async () => {
  expect((await shown()).refused).toBeNull();
  expect((await save({ name: "meta", baseUrl: "http://169.254.169.254" })).status).toBe(201);
  expect((await shown("meta")).refused).toBe("it is a link-local address");
});

test("a new credential takes the place of the old one, all else stays, and nobody reads either", async () => {
  const before = await shown();
  const put = (body: object) => call(credential.PUT, { ...admin, method: "PUT", params: { name: "store" }, body });
  expect((await put({ credential: { token: "second-secret" } })).status).toBe(200);
  const after = await shown();
  expect(after).toMatchObject({ baseUrl: before.baseUrl, settings: before.settings, teams: before.teams });
  expect(Date.parse(after.credentialAt ?? "")).toBeGreaterThan(Date.parse(before.credentialAt ?? ""));
  expect(await openConnection(database(), "store")).toMatchObject({ credential: { token: "second-secret" } });
  expect(await lastAudit("connection.credential")).toMatchObject({ detail: { credential: ["token"] } });
  for (const body of [{}, { credential: {} }, { credential: { token: "" } }, { credential: { pin: "1" } }])
    expect((await put(body)).status).toBe(422);
  const gone = { ...admin, method: "PUT", params: { name: "gone" }, body: { credential: { token: "t" } } };
  expect((await call(credential.PUT, gone)).status).toBe(404);
  const told = JSON.stringify([after, await database().select().from(audit)]);
  expect(told).not.toMatch(/first-secret|second-secret/);
});

test("for another host the credential is given anew, or dropped; nobody sends it to a host of theirs", async () => {
  const elsewhere = { baseUrl: "https://mallory.example" };
  expect(await read(save(elsewhere))).toMatchObject({
    status: 422,
    issues: [{ path: "/credential/token", message: "The address is another one now: give this anew." }],
  });
  expect((await shown()).baseUrl).toBe("https://store.example.com");
  expect((await save({ ...elsewhere, credential: { token: "" } })).status).toBe(201);
  expect(await openConnection(database(), "store")).toMatchObject({ credential: {} });
  expect((await save({ credential: { token: "third-secret" } })).status).toBe(201);
});

test("of two who change a connection at once, the second says what it changed of what the first left", async () => {
  const answer = await database().transaction(async (tx) => {
    await tx.execute(sql`update connection set teams = '["messaging"]' where name = 'store'`);
    const second = save({ teams: ["compute"] });
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
    return { second };
  });
  expect((await answer.second).status).toBe(201);
  expect(await lastAudit("connection.save")).toMatchObject({
    detail: { changes: { teams: [["messaging"], ["compute"]] } },
  });
  await save({ teams: null });
});

test("a connection in use says what uses it, and goes only when that is said", async () => {
  const body = { offering: "bucket", project: "checkout", environment: "dev", inputs: {} };
  const { number } = await read<{ number: string }>(call(requests.POST, { user: "developer", body }));
  expect((await shown()).usedBy).toEqual({
    offerings: [{ name: "bucket", title: "Offering bucket" }],
    requests: [number],
  });
  const remove = (query = "") =>
    call(connection.DELETE, { ...admin, method: "DELETE", params: { name: "store" }, query });
  expect(await read(remove())).toMatchObject({
    status: 409,
    code: "conflict",
    issues: [
      { message: "The offering Offering bucket (bucket) uses it." },
      { message: `${number} has steps left that go through it.` },
    ],
  });
  expect((await remove("?anyway=perhaps")).status).toBe(422);
  expect((await remove("?anyway=true")).status).toBe(200);
  expect(await lastAudit("connection.remove")).toMatchObject({ detail: { offerings: ["bucket"], requests: [number] } });
  expect((await remove()).status).toBe(404);
});
