import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { lockPerson, setDeactivated } from "#db/person.ts";
import { digestOf } from "#db/session.ts";
import { audit, person, session, token } from "#db/tables.ts";
import { addMember } from "#lib/commands/organisation/add-member.ts";
import { deactivatePerson } from "#lib/commands/organisation/deactivate.ts";
import { reactivatePerson } from "#lib/commands/organisation/reactivate.ts";
import { removeMember } from "#lib/commands/organisation/remove-member.ts";
import { signIn } from "#lib/commands/session/sign-in.ts";
import { makeToken } from "#lib/commands/token/make.ts";
import { looksLikeToken } from "#lib/core/token.ts";
import type { MadeToken, TokenView } from "#lib/views/token/shape.ts";
import { type DemoUser, freshPortal, type Portal } from "#tests/portal.ts";
import { call, read, type Sent } from "#tests/rest.ts";
import { DELETE as revokeOne } from "../api/v1/tokens/[id]/route.ts";
import { GET as list, POST as make } from "../api/v1/tokens/route.ts";
import { sessionCookie, writeSessionCookie } from "../auth.ts";
import { GET as me } from "../api/v1/me/route.ts";
import { DELETE as endOne } from "../api/v1/sessions/[id]/route.ts";
import { GET as listSessions } from "../api/v1/sessions/route.ts";

let portal: Portal;

beforeAll(async () => {
  portal = await freshPortal({});
});

afterAll(() => portal.close());

/** Makes a token as a browser of one of the demo people. */
async function making({ user, ...sent }: Sent & { user: DemoUser }): Promise<Response> {
  const entered = await signIn({ actor: null, door: "browser" }, { provider: "sandbox", user });
  if (!entered.ok) throw new Error(entered.problem.message);
  const cookie = `${sessionCookie().name}=${await writeSessionCookie(entered.value.session)}`;
  return call(make, { ...sent, headers: { cookie, "sec-fetch-site": "same-origin" } });
}

async function made(sent: Sent & { user: DemoUser }): Promise<MadeToken> {
  const answer = await making(sent);
  expect(answer.status).toBe(201);
  return read<MadeToken>(answer);
}
const status = async (answer: Promise<Response>) => (await answer).status;
const whoIs = (held: string) => call(me, { token: held });

test("a token is shown once, is known by its prefix, and is nowhere in clear", async () => {
  const { id, token: held } = await made({ user: "developer", body: { name: "nightly" } });
  expect(looksLikeToken(held)).toBe(true);
  expect(await read(whoIs(held))).toMatchObject({ id: "developer", kind: "token" });
  const listed = await (await call(list, { user: "developer" })).text();
  expect(listed).toContain(`pao_…${held.slice(-4)}`);
  expect(listed).not.toContain(held);
  expect(JSON.stringify(await database().select().from(token))).not.toContain(held);
  expect(await database().select().from(token).where(eq(token.id, id))).toMatchObject([{ createdBy: "developer" }]);
});

test("a token lasts 90 days unless told otherwise, and a year at most", async () => {
  const { expiresAt } = await made({ user: "developer", body: { name: "preset" } });
  const days = (new Date(expiresAt ?? 0).getTime() - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(89);
  expect(days).toBeLessThan(91);
  for (const wrong of [0, 366, 1.5, "90", null])
    expect(await status(making({ user: "developer", body: { name: "x", days: wrong } }))).toBe(422);
});

test("a token for nothing is a mistake: left out, it reads", async () => {
  const answer = await making({ user: "developer", body: { name: "x", scopes: [] } });
  expect(answer.status).toBe(422);
  expect(await read(answer)).toMatchObject({
    issues: [{ path: "/scopes", message: expect.stringContaining("leave this out") }],
  });
  expect(await made({ user: "developer", body: { name: "plain" } })).toMatchObject({ scopes: ["read"] });
});

test("a token that has run out or was revoked, or whose person was deactivated, is nobody's at once", async () => {
  const over = await made({ user: "author", body: { name: "over" } });
  await database()
    .update(token)
    .set({ expiresAt: sql`now()` })
    .where(eq(token.id, over.id));
  expect(await status(whoIs(over.token))).toBe(401);
  const revoked = await made({ user: "author", body: { name: "revoked" } });
  expect(await status(call(revokeOne, { user: "author", method: "DELETE", params: { id: revoked.id } }))).toBe(200);
  expect(await status(whoIs(revoked.token))).toBe(401);
  // A second time there is nothing to do, and nothing to keep.
  const again = call(revokeOne, { user: "author", method: "DELETE", params: { id: revoked.id } });
  expect(await read(again)).toMatchObject({ revoked: false });
  const kept = await database()
    .select()
    .from(audit)
    .where(eq(audit.subject, `token:${revoked.id}`));
  expect(kept.filter(({ verb }) => verb === "token.revoke")).toHaveLength(1);
  const orphan = await made({ user: "manager", body: { name: "orphan" } });
  await database().update(person).set({ deactivatedAt: new Date() }).where(eq(person.id, "manager"));
  expect(await status(whoIs(orphan.token))).toBe(401);
});

test("whoever is deactivated while they make a token gets none", async () => {
  const waiting = async () => {
    const [row] = await database().execute<{ n: number }>(sql`
      select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    return row?.n;
  };
  const answer = await database().transaction(async (tx) => {
    const actor = await portal.actor("approver");
    await lockPerson(tx, "approver");
    await setDeactivated(tx, "approver", true);
    const late = makeToken({ actor, door: "rest" }, { name: "late" });
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
    return { late };
  });
  expect(await answer.late).toMatchObject({ problem: { code: "forbidden" } });
  expect(await database().select().from(token).where(eq(token.name, "late"))).toEqual([]);
});

test("when a token was used is written, once a minute at most", async () => {
  const { id, token: held } = await made({ user: "developer", body: { name: "used" } });
  const lastUsed = async () => {
    const { items } = await read<{ items: TokenView[] }>(call(list, { user: "developer" }));
    return items.find((one) => one.id === id)?.lastUsedAt;
  };
  expect(await lastUsed()).toBeNull();
  await whoIs(held);
  const first = await lastUsed();
  expect(first).not.toBeNull();
  await whoIs(held);
  expect(await lastUsed()).toBe(first);
});

test("a token makes no token, so that what was found for a day does not last for a year", async () => {
  const { token: held } = await made({
    user: "admin",
    body: { name: "short", scopes: ["order", "author", "admin"], days: 1 },
  });
  const team = await made({ user: "developer", body: { name: "of a team", team: "checkout", scopes: ["order"] } });
  for (const body of [
    { name: "long", days: 365 },
    { name: "long", team: "checkout" },
  ])
    for (const token of [held, team.token, "sandbox-admin"])
      expect(await status(call(make, { token, body }))).toBe(403);
  expect(await database().select().from(token).where(eq(token.name, "long"))).toEqual([]);
});

test("a token of a team acts for it as long as its maker could make it, and ends when they are shut out", async () => {
  const admin = { actor: await portal.actor("admin"), door: "browser" } as const;
  const whom = { team: "data-platform", person: "author" };
  const scopes = ["order", "author"];
  const { token: held } = await made({ user: "author", body: { name: "ci", team: "data-platform", scopes } });
  const teams = async () => (await read<{ teams?: { roles: string[] }[] }>(whoIs(held))).teams?.[0]?.roles;
  expect(await teams()).toEqual(["author", "member"]);
  const asleep = async () => {
    const query = "?team=data-platform";
    const { items } = await read<{ items: TokenView[] }>(call(list, { user: "admin", query }));
    return items.find(({ name }) => name === "ci")?.asleep;
  };
  expect(await asleep()).toBe(false);
  await removeMember(admin, { ...whom, role: "author" });
  expect(await teams()).toEqual(["member"]);
  await removeMember(admin, { ...whom, role: "member" });
  expect(await status(whoIs(held))).toBe(401);
  expect(await asleep()).toBe(true);
  for (const role of ["author", "member"]) await addMember(admin, { ...whom, role });
  expect(await teams()).toEqual(["author", "member"]);
  await deactivatePerson(admin, { person: "author" });
  await reactivatePerson(admin, { person: "author" });
  expect(await status(whoIs(held))).toBe(401);
  await database()
    .update(token)
    .set({ revokedAt: null })
    .where(eq(token.hash, digestOf("sandbox-author")));
});

test("a token of a team acts for the team, for nobody in particular, and may no more than its members", async () => {
  const body = { name: "pipeline", team: "checkout", scopes: ["order"] };
  const { id, token: held } = await made({ user: "developer", body });
  expect(await read(whoIs(held))).toMatchObject({
    id,
    kind: "token",
    teams: [{ name: "checkout", roles: ["member"] }],
    roles: [],
  });
  const { items } = await read<{ items: TokenView[] }>(call(list, { token: held, query: "?team=checkout" }));
  expect(items.map(({ name }) => name)).toContain("pipeline");
  expect(await read(call(list, { token: held }))).toEqual({ items: [], next: null });
  expect(await status(call(make, { token: held, body: { name: "mine" } }))).toBe(403);
});

test("a token of a team is made and seen by its members and admins only, and gets nothing that they do not have", async () => {
  const asked = (user: DemoUser, body: object) => status(making({ user, body: { name: "x", ...body } }));
  expect(await asked("author", { team: "checkout" })).toBe(403);
  expect(await asked("developer", { team: "nowhere" })).toBe(403);
  expect(await asked("admin", { team: "nowhere" })).toBe(404);
  expect(await asked("developer", { team: "checkout", scopes: ["author"] })).toBe(403);
  expect(await asked("author", { team: "data-platform", scopes: ["author"] })).toBe(201);
  expect(await asked("admin", { team: "checkout", scopes: ["admin"] })).toBe(403);
  expect(await status(call(list, { user: "author", query: "?team=checkout" }))).toBe(403);
  expect(await status(call(list, { user: "author", query: "?person=developer" }))).toBe(403);
  expect(await status(call(list, { user: "admin", query: "?person=developer" }))).toBe(200);
});

test("what somebody else's token or session is called helps nobody to end it", async () => {
  const { id } = await made({ user: "developer", body: { name: "safe" } });
  expect(await status(call(revokeOne, { user: "author", method: "DELETE", params: { id } }))).toBe(403);
  for (const wrong of ["", "x", "00000000-0000-0000-0000-000000000000"]) {
    const expected = wrong.length > 30 ? 404 : 422;
    expect(await status(call(revokeOne, { user: "author", method: "DELETE", params: { id: wrong } }))).toBe(expected);
    expect(await status(call(endOne, { user: "author", method: "DELETE", params: { id: wrong } }))).toBe(expected);
  }
  const { items } = await read<{ items: { id: string }[] }>(call(listSessions, { user: "author" }));
  const own = await database()
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.person, "author"), isNull(session.revokedAt)));
  expect(items.map((one) => one.id).toSorted()).toEqual(own.map((one) => one.id).toSorted());
});
