import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { database } from "#db/client.ts";
import { audit, membership, person, session } from "#db/tables.ts";
import type { Actor } from "#lib/core/access.ts";
import { actorOfSession } from "#lib/views/session/actor.ts";
import { sessions } from "#lib/views/session/sessions.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { endSession } from "./end.ts";
import { endSessions } from "./end-all.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

let portal: Portal;

beforeAll(async () => {
  vi.stubEnv("PAO_OIDC_ISSUER", "http://127.0.0.1:9/never-asked");
  vi.stubEnv("PAO_OIDC_CLIENT_ID", "pao");
  vi.stubEnv("PAO_OIDC_CLIENT_SECRET", "secret");
  vi.stubEnv("PAO_SANDBOX", "0");
  vi.stubEnv("PAO_ADMIN", "Root@acme.example");
  portal = await freshPortal({});
});

afterAll(() => portal.close());

const from = {
  address: "192.0.2.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0",
};
const nobody = { actor: null, door: "browser", from } as const;

interface Vouched {
  email?: string | null;
  groups?: string[] | null;
  replaces?: string;
}

async function enter(subject: string, more: Vouched = {}) {
  const given = { provider: "oidc", subject, name: subject, email: null, groups: [], ...more };
  const answer = await signIn(nobody, given);
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.value.session;
}

async function actorOf(held: string): Promise<Actor> {
  const actor = await actorOfSession(held);
  if (!actor) throw new Error("Nobody has this session.");
  return actor;
}

test("each sign-in gives another session, and the one the browser had is over", async () => {
  const first = await enter("ada");
  const second = await enter("ada", { replaces: first });
  expect(second).not.toBe(first);
  expect(await actorOfSession(first)).toBeNull();
  expect(await actorOfSession(second)).toMatchObject({ kind: "person", id: "oidc:ada" });
});

test("a session that somebody made up before a sign-in is worth nothing after it", async () => {
  const planted = "planted-by-somebody-else";
  await enter("victim", { replaces: planted });
  expect(await actorOfSession(planted)).toBeNull();
});

test("a session is listed with its place and browser for its person, and the asking one is marked", async () => {
  const here = await enter("lister");
  await enter("lister");
  const listed = await sessions(await actorOf(here), { held: here });
  expect(listed.filter(({ current }) => current)).toHaveLength(1);
  expect(listed).toHaveLength(2);
  expect(listed[0]).toMatchObject({ address: "192.0.2.7", browser: "Firefox on Linux" });
  expect(JSON.stringify(listed)).not.toContain(here);
});

test("a person ends a session of their own, and nobody else's", async () => {
  const mine = await enter("mine");
  const other = await enter("mine");
  const theirs = await enter("theirs");
  const actor = await actorOf(mine);
  const [away] = (await sessions(actor, { held: mine })).filter(({ current }) => !current);
  const context = { actor, door: "browser" } as const;
  expect(await endSession(context, { session: away?.id })).toMatchObject({ ok: true, value: { ended: true } });
  expect(await actorOfSession(other)).toBeNull();
  const [foreign] = await database().select().from(session).where(eq(session.person, "oidc:theirs"));
  expect(await endSession(context, { session: foreign?.id })).toMatchObject({ problem: { code: "forbidden" } });
  expect(await actorOfSession(theirs)).not.toBeNull();
  await expect(sessions(actor, { person: "oidc:theirs" })).rejects.toThrow("Only an admin");
});

test("signing out everywhere ends all of them; an admin can do it for somebody", async () => {
  const [one, two] = [await enter("many"), await enter("many")];
  const bystander = await enter("bystander");
  const context = { actor: await actorOf(one), door: "browser" } as const;
  expect(await endSessions(context, { person: "oidc:bystander" })).toMatchObject({ problem: { code: "forbidden" } });
  expect(await endSessions(context, {})).toMatchObject({ ok: true, value: { ended: 2 } });
  expect(await actorOfSession(two)).toBeNull();
  const admin: Actor = { kind: "person", id: "boss", name: "Boss", teams: {}, roles: ["admin"] };
  expect(await endSessions({ actor: admin, door: "browser" }, { person: "oidc:bystander" })).toMatchObject({
    ok: true,
  });
  expect(await actorOfSession(bystander)).toBeNull();
});

test("signing out ends what the browser holds, is fine without anything, and then writes nothing", async () => {
  const held = await enter("leaver");
  expect(await signOut(nobody, { session: held })).toEqual({ ok: true, value: { signedOut: true } });
  expect(await actorOfSession(held)).toBeNull();
  const before = await database().$count(audit);
  expect(await signOut(nobody, { session: held })).toEqual({ ok: true, value: { signedOut: false } });
  expect(await signOut(nobody, { session: null })).toEqual({ ok: true, value: { signedOut: false } });
  expect(await database().$count(audit)).toBe(before);
});

test("a membership that is taken away holds in the very next click", async () => {
  const held = await enter("mover", { groups: ["nothing"] });
  await database().insert(person).values({ id: "x", name: "x" }).onConflictDoNothing();
  await database().execute("insert into team (name, title) values ('checkout', 'Checkout') on conflict do nothing");
  await database().insert(membership).values({ person: "oidc:mover", team: "checkout", role: "member" });
  expect(await actorOf(held)).toMatchObject({ teams: { checkout: ["member"] } });
  await database().delete(membership).where(eq(membership.person, "oidc:mover"));
  expect(await actorOf(held)).toMatchObject({ teams: {} });
});

test("the person whom PAO_ADMIN names is the first admin, by a verified address in any case of letters", async () => {
  const impostor = await enter("impostor", { email: null });
  expect(await actorOf(impostor)).toMatchObject({ roles: [] });
  const root = await enter("root", { email: "root@acme.example" });
  expect(await actorOf(root)).toMatchObject({ roles: ["admin"] });
  const entries = await database().select().from(audit).where(eq(audit.subject, "person:oidc:root"));
  expect(entries.map(({ detail }) => detail)).toContainEqual({ changes: { roles: [[], ["admin"]] } });
});

test("whoever was taken out is refused, and that is kept", async () => {
  const held = await enter("gone");
  await database().update(person).set({ deactivatedAt: new Date() }).where(eq(person.id, "oidc:gone"));
  expect(await actorOfSession(held)).toBeNull();
  const given = { provider: "oidc", subject: "gone", name: "gone", email: null, groups: [] };
  expect(await signIn(nobody, given)).toMatchObject({
    problem: { code: "forbidden", message: "Your access to PAO was ended." },
  });
  const entries = await database().select().from(audit).where(eq(audit.subject, "person:oidc:gone"));
  expect(entries.map(({ outcome }) => outcome)).toContain("denied");
});

test("a provider that does not say who is in what leaves the teams that groups gave", async () => {
  await database().execute("insert into team (name, title) values ('platform', 'Platform') on conflict do nothing");
  await enter("untold", { groups: ["platform"] });
  expect(await actorOf(await enter("untold", { groups: null }))).toMatchObject({ teams: { platform: ["member"] } });
  expect(await actorOf(await enter("untold", { groups: [] }))).toMatchObject({ teams: {} });
});

test("nobody signs in as a sandbox person where a real provider is", async () => {
  expect(await signIn(nobody, { provider: "sandbox", user: "admin" })).toMatchObject({
    problem: { code: "forbidden" },
  });
  expect(await signIn(nobody, { provider: "github", subject: "1", name: "x", email: null, groups: [] })).toMatchObject({
    problem: { code: "forbidden" },
  });
});
