import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "#db/client.ts";
import { membership, person, request } from "#db/tables.ts";
import { makeToken, revokeToken } from "#db/token.ts";
import { retryStep } from "#lib/commands/request/retry.ts";
import type { Actor } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { openStage, type Stage } from "./harness.ts";

let stage: Stage;

let opened: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  stage = await openStage();
  opened = openDatabase(stage.url);
  globalThis.paoDatabase = opened;
  await stage.db.insert(person).values({ id: "sam", name: "Sam" });
  await stage.db.insert(membership).values({ person: "sam", team: "checkout", role: "member" });
  await stage.engine();
});

afterAll(async () => {
  await opened.close();
  globalThis.paoDatabase = undefined;
  await stage.end();
});

const steps = (path: string): JsonObject[] => [
  { id: "wait", title: "Wait", uses: "manual", with: { team: "data-platform", instructions: "Wait." } },
  { id: "make", title: "Make it", uses: "http", with: { method: "PUT", path, body: {} } },
];

const asked = async (path: string) => (await stage.received("platform")).filter((sent) => sent.path.endsWith(path));

const leaveTeam = () =>
  stage.db.delete(membership).where(and(eq(membership.person, "dev"), eq(membership.team, "checkout")));
const joinTeam = () => stage.db.insert(membership).values({ person: "dev", team: "checkout", role: "member" });
const deactivated = (at: Date | null) =>
  stage.db
    .update(person)
    .set({ deactivatedAt: at })
    .where(sql`${person.id} = 'dev'`);

async function reachesDenial(number: number) {
  await stage.complete(number, "wait");
  await stage.stepReaches(number, "make", "failed");
  expect(await stage.requestReaches(number, "failed")).toBe("failed");
  return (await stage.step(number, "make")).problem;
}

test("a step does not start for a requester who has left the team since the order; back in it, a retry goes on", async () => {
  const number = await stage.order(steps("/v1/buckets/left"));
  await stage.stepReaches(number, "wait", "waiting");
  await leaveTeam();
  expect(await reachesDenial(number)).toEqual({
    code: "denied",
    sentence: "Only members of team checkout may order for its projects.",
    remedy: "Somebody who is in team checkout retries it, and it goes on with their permission.",
  });
  expect(await asked("/v1/buckets/left")).toEqual([]);
  await joinTeam();
  await stage.retry(number, "make");
  await stage.requestReaches(number, "completed");
  expect(await asked("/v1/buckets/left")).toHaveLength(1);
});

test("nor for one who has been deactivated", async () => {
  const number = await stage.order(steps("/v1/buckets/gone"));
  await stage.stepReaches(number, "wait", "waiting");
  await deactivated(new Date());
  expect(await reachesDenial(number)).toMatchObject({ code: "denied" });
  expect(await asked("/v1/buckets/gone")).toEqual([]);
  await deactivated(null);
});

test("nor for a token that was revoked since; once its person retries it goes on, with their permission", async () => {
  const number = await stage.order(steps("/v1/buckets/leaked"));
  await stage.stepReaches(number, "wait", "waiting");
  const given = { name: "ci", owner: { person: "dev" }, held: "leaked", scopes: ["order" as const], days: 1 };
  const { id } = await stage.db.transaction((tx) => makeToken(tx, { ...given, createdBy: "dev" }));
  const requester = { kind: "token", id, name: "ci" } as const;
  await stage.db.update(request).set({ requester }).where(eq(request.number, number));
  await stage.db.transaction((tx) => revokeToken(tx, id));
  expect(await reachesDenial(number)).toMatchObject({
    code: "denied",
    sentence: "The token “ci”, which ordered this, may no longer order for team checkout.",
  });
  expect(await asked("/v1/buckets/leaked")).toEqual([]);
  const dev: Actor = { kind: "person", id: "dev", name: "Dev", teams: { checkout: ["member"] }, roles: [] };
  const retried = await retryStep({ actor: dev, door: "browser" }, { number: formatNumber(number), step: "make" });
  expect(retried).toMatchObject({ ok: true });
  await stage.requestReaches(number, "completed");
  expect(await asked("/v1/buckets/leaked")).toHaveLength(1);
});

test("a member of the team who retries stands for the request from then on", async () => {
  const number = await stage.order([
    ...steps("/v1/buckets/taken"),
    { id: "more", title: "Make more", uses: "http", with: { method: "PUT", path: "/v1/buckets/more", body: {} } },
  ]);
  await stage.stepReaches(number, "wait", "waiting");
  await leaveTeam();
  await reachesDenial(number);
  const sam: Actor = { kind: "person", id: "sam", name: "Sam", teams: { checkout: ["member"] }, roles: [] };
  const retried = await retryStep({ actor: sam, door: "rest" }, { number: formatNumber(number), step: "make" });
  expect(retried).toMatchObject({ ok: true });
  await stage.requestReaches(number, "completed");
  expect([await asked("/v1/buckets/taken"), await asked("/v1/buckets/more")].map((sent) => sent.length)).toEqual([
    1, 1,
  ]);
  await joinTeam();
});

test("an admin's retry lets nothing start that nobody of the team stands for", async () => {
  const number = await stage.order(steps("/v1/buckets/nobody"));
  await stage.stepReaches(number, "wait", "waiting");
  await leaveTeam();
  await reachesDenial(number);
  const admin: Actor = { kind: "person", id: "root", name: "Root", teams: {}, roles: ["admin"] };
  const before = (await stage.step(number, "make")).attempts;
  await retryStep({ actor: admin, door: "rest" }, { number: formatNumber(number), step: "make" });
  await stage.until(async () => (await stage.step(number, "make")).attempts > before);
  await stage.stepReaches(number, "make", "failed");
  expect(await asked("/v1/buckets/nobody")).toEqual([]);
  await joinTeam();
});
