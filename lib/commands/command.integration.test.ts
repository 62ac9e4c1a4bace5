import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { desc } from "drizzle-orm";
import { database } from "#db/client.ts";
import { audit } from "#db/tables.ts";
import { connections } from "#lib/views/connection/connections.ts";
import { openConnection } from "#db/connection.ts";
import { actorOfSession } from "#lib/views/session/actor.ts";
import { offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type DemoUser, type Portal } from "#tests/portal.ts";
import type { Command } from "./command.ts";
import { removeConnection } from "./connection/remove.ts";
import { saveConnection } from "./connection/save.ts";
import { checkDocument } from "./offering/check.ts";
import { abortRequest } from "./request/abort.ts";
import { completeTask } from "./request/complete-task.ts";
import { orderRequest } from "./request/order.ts";
import { planOrder } from "./request/plan.ts";
import { refuseTask } from "./request/refuse-task.ts";
import { resolveStep } from "./request/resolve.ts";
import { retryStep } from "./request/retry.ts";
import { revealOutput } from "./request/reveal-output.ts";
import { signIn } from "./session/sign-in.ts";
import { signOut } from "./session/sign-out.ts";

let portal: Portal;

beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
});

afterAll(() => portal.close());

const as = async (user: DemoUser) => ({ actor: await portal.actor(user), door: "rest" as const });
const ofRequests: Command<unknown>[] = [
  abortRequest,
  completeTask,
  orderRequest,
  planOrder,
  refuseTask,
  resolveStep,
  retryStep,
  revealOutput,
];
const verbs: Command<unknown>[] = ofRequests.concat([saveConnection, removeConnection, checkDocument, signOut]);

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("REQ-1001", "grant", "access-grant", "checkout", "dev", "\0", "\uD800"),
);
const shaped = fc.record(
  {
    number: text,
    step: text,
    note: text,
    offering: text,
    project: text,
    environment: text,
    inputs: fc.object(),
    name: text,
    outputs: fc.object(),
  },
  { requiredKeys: [] },
);

test("whatever is sent, a verb answers with a value or a Problem", async () => {
  const developer = await as("developer");
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...verbs), fc.oneof(fc.anything(), fc.object(), shaped), async (verb, raw) => {
      const answer = await verb(developer, raw);
      expect(answer.ok || answer.problem.message.length > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("deep nesting, NUL and half a surrogate pair are issues at their place", async () => {
  let deep: unknown = "x";
  for (let depth = 0; depth < 5_000; depth++) deep = { a: deep };
  const developer = await as("developer");
  const order = { offering: "access-grant", project: "checkout", environment: "dev" };
  for (const inputs of [deep, { name: "a\0b" }, { name: "\uDC00" }, { "\0": 1 }])
    expect(await orderRequest(developer, { ...order, inputs })).toMatchObject({
      problem: { code: "invalid", issues: [{ severity: "error" }] },
    });
});

test("an admin keeps connections; their credential is sealed and never shown", async () => {
  const admin = await as("admin");
  const given = {
    name: "pager",
    kind: "http",
    baseUrl: "https://pager.example/api/",
    settings: {},
    credential: { token: "t0ken" },
  };
  expect(await saveConnection(admin, given)).toEqual({ ok: true, value: { name: "pager" } });
  expect(await saveConnection(admin, { ...given, baseUrl: "https://pager.example/v2", credential: {} })).toMatchObject({
    ok: true,
  });
  const [shown] = (await connections(admin.actor)).filter(({ name }) => name === "pager");
  expect(shown).toMatchObject({ baseUrl: "https://pager.example/v2", credential: ["token"] });
  expect(await openConnection(database(), "pager")).toMatchObject({ credential: { token: "t0ken" } });
  const entries = await database().select().from(audit).orderBy(desc(audit.id));
  expect(JSON.stringify(entries)).not.toContain("t0ken");
  expect(await removeConnection(admin, { name: "pager" })).toMatchObject({ ok: true });
  expect(await removeConnection(admin, { name: "pager" })).toMatchObject({ problem: { code: "not_found" } });
});

test("only an admin sees or changes connections", async () => {
  const developer = await as("developer");
  const given = { name: "mine", kind: "http", baseUrl: "https://a.example" };
  expect(await saveConnection(developer, given)).toMatchObject({ problem: { code: "forbidden" } });
  await expect(connections(developer.actor)).rejects.toMatchObject({ code: "forbidden" });
  const [last] = await database().select().from(audit).orderBy(desc(audit.id)).limit(1);
  expect(last).toMatchObject({ verb: "connection.save", outcome: "denied", subject: "connection:mine" });
});

test("who may not is told so before what is wrong with what they sent, and the audit knows", async () => {
  const developer = await as("developer");
  for (const raw of [{ name: "Ä", kind: "fax" }, null, { name: "\0" }])
    expect(await saveConnection(developer, raw)).toMatchObject({ problem: { code: "forbidden", issues: [] } });
  const [last] = await database().select().from(audit).orderBy(desc(audit.id)).limit(1);
  expect(last).toMatchObject({ verb: "connection.save", outcome: "denied", subject: "connection:?" });
});

test("an HTTP endpoint signs in with a token in a header, or with a user and a password, and with nothing else", async () => {
  const admin = await as("admin");
  const save = (credential: object, settings: object = {}) =>
    saveConnection(admin, { name: "signed", kind: "http", baseUrl: "https://a.example", settings, credential });
  const basic = { user: "pao", password: "p:ä" };
  for (const [path, credential, settings] of [
    ["/settings/headr", {}, { headr: "X-Key" }],
    ["/settings/header", {}, { header: "X Key" }],
    ["/settings/header", {}, { header: "Host" }],
    ["/settings/scheme", {}, { scheme: "Bearer\nX: y" }],
    ["/credential/token", { token: "a\nb" }, {}],
    ["/credential/tokn", { tokn: "x" }, {}],
    ["/credential/user", { ...basic, user: "a:b" }, {}],
    ["/credential/password", { user: "pao" }, {}],
    ["/credential/user", { password: "p" }, {}],
    ["/credential/token", { ...basic, token: "x" }, {}],
  ] as const)
    expect(await save(credential, settings)).toMatchObject({ problem: { code: "invalid", issues: [{ path }] } });
  expect(await save(basic)).toMatchObject({ ok: true });
  expect(await save({ password: "new" })).toMatchObject({ ok: true });
  expect(await save({ token: "t" })).toMatchObject({ problem: { issues: [{ path: "/credential/token" }] } });
  expect(await save({ token: "t", user: "", password: "" }, { header: "X-Api-Key", scheme: "" })).toMatchObject({
    ok: true,
  });
  expect(await openConnection(database(), "signed")).toMatchObject({ credential: { token: "t" } });
});

test("GitHub signs in with a token, or with all that an App needs, and with nothing else", async () => {
  const admin = await as("admin");
  const key = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----";
  const app = { appId: "12", installationId: "34", privateKey: key };
  const save = (credential: object) =>
    saveConnection(admin, { name: "hub", kind: "github", baseUrl: "https://api.github.com", credential });
  for (const [path, credential] of [
    ["/credential/installationId", { appId: "12", privateKey: key }],
    ["/credential/appId", { ...app, appId: "my-app" }],
    ["/credential/privateKey", { ...app, privateKey: "MIIB" }],
    ["/credential/tokn", { tokn: "x" }],
    ["/credential/token", { token: "a b" }],
  ] as const)
    expect(await save(credential)).toMatchObject({ problem: { code: "invalid", issues: [{ path }] } });
  for (const credential of [{ token: "ghp_x" }, app, {}]) expect(await save(credential)).toMatchObject({ ok: true });
});

test("an address with a user name, a query or another scheme is no connection", async () => {
  const admin = await as("admin");
  expect(await saveConnection(admin, { name: "odd", kind: "http" })).toMatchObject({
    problem: { message: "baseUrl is missing." },
  });
  for (const baseUrl of ["https://user:pass@a.example", "https://a.example/?x=1", "file:///etc/passwd", "nonsense"])
    expect(await saveConnection(admin, { name: "odd", kind: "http", baseUrl })).toMatchObject({
      problem: { issues: [{ path: "/baseUrl" }] },
    });
});

test("a session is good until it is signed out, everywhere at once", async () => {
  const nobody = { actor: null, door: "browser" as const };
  const answer = await signIn(nobody, { provider: "sandbox", user: "developer" });
  const session = answer.ok ? answer.value.session : "";
  expect(await actorOfSession(session)).toMatchObject({
    kind: "person",
    id: "developer",
    teams: { checkout: ["member"] },
  });
  expect(await signOut(nobody, { session })).toEqual({ ok: true, value: { signedOut: true } });
  expect(await actorOfSession(session)).toBeNull();
});

test("the sandbox signs in its own people only, and no provider that is not configured", async () => {
  const nobody = { actor: null, door: "browser" as const };
  for (const user of ["root", "", "developer'; --", "oidc:developer"])
    expect(await signIn(nobody, { provider: "sandbox", user })).toMatchObject({ problem: { code: "invalid" } });
  const vouched = { provider: "oidc", subject: "x", name: "X", email: null, groups: [] };
  expect(await signIn(nobody, vouched)).toMatchObject({ problem: { code: "forbidden" } });
});
