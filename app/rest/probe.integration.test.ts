import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { database } from "#db/client.ts";
import { answerProbe, forgetProbes } from "#db/probe.ts";
import { probe } from "#db/tables.ts";
import type { ProbeView } from "#lib/views/probe/shape.ts";
import { offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call, read } from "#tests/rest.ts";
import { POST as askOffering } from "../api/v1/catalog/[name]/probe/route.ts";
import { POST as askConnection } from "../api/v1/connections/[name]/probe/route.ts";
import { GET as look } from "../api/v1/probes/[id]/route.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
});
afterAll(() => portal?.close());

const grant = { method: "POST", params: { name: "access-grant" } };
const view = (id: string, user: "author" | "developer" | "admin" = "author") =>
  read<ProbeView>(call(look, { user, params: { id } }));

test("an author asks about their team's offering, and finds the answer with its line where the call said", async () => {
  const asked = await call(askOffering, { ...grant, user: "author" });
  expect(asked.status).toBe(202);
  const { id, state, revision } = await read<{ id: string; state: string; revision: number }>(asked);
  expect({ state, revision, at: asked.headers.get("location") }).toEqual({
    state: "asked",
    revision: 1,
    at: `/api/v1/probes/${id}`,
  });
  expect(await view(id)).toMatchObject({
    state: "asked",
    offering: "access-grant",
    answers: [],
    askedBy: "Sandbox token of Demo author",
  });
  const finding = { level: "problem", sentence: "No such team.", path: "/fulfillment/steps/0/with/team" } as const;
  const answer = { title: "Grant the access", step: "grant", operation: "create", verdict: "problem" } as const;
  await answerProbe(database(), id, [{ ...answer, findings: [finding] }]);
  await answerProbe(database(), id, []);
  const line = (await portalSource()).split("\n").findIndex((text) => text.includes("team: data-platform")) + 1;
  expect(await view(id, "admin")).toMatchObject({ state: "answered", answers: [{ findings: [{ line }] }] });
});

const portalSource = async () =>
  (await database().execute<{ source: string }>(sql`select source from revision where offering = 'access-grant'`))[0]
    ?.source ?? "";

test("a second question while the first is open is the same one, and another once it is answered", async () => {
  const ask = async () => (await read<{ id: string }>(call(askOffering, { ...grant, user: "author" }))).id;
  const first = await ask();
  expect(await ask()).toBe(first);
  await answerProbe(database(), first, []);
  expect(await ask()).not.toBe(first);
});

test("nobody but the owning team's authors and admins asks or reads, and nobody learns of what is not offered to them", async () => {
  expect((await call(askOffering, { ...grant, user: "approver" })).status).toBe(403);
  expect((await call(askOffering, { ...grant, user: "developer" })).status).toBe(403);
  const hidden = { ...grant, params: { name: "search-index" } };
  expect((await call(askOffering, { ...hidden, user: "developer" })).status).toBe(404);
  const { id } = await read<{ id: string }>(call(askOffering, { ...grant, user: "admin" }));
  expect((await call(look, { user: "developer", params: { id } })).status).toBe(404);
  expect((await call(look, { user: "author", params: { id: "no-id" } })).status).toBe(404);
});

test("an admin asks about a connection, and only admins read the answer", async () => {
  const jira = { method: "POST", params: { name: "jira" } };
  expect((await call(askConnection, { ...jira, user: "author" })).status).toBe(403);
  expect((await call(askConnection, { ...jira, params: { name: "gone" }, user: "admin" })).status).toBe(404);
  const { id } = await read<{ id: string }>(call(askConnection, { ...jira, user: "admin" }));
  expect(await view(id, "admin")).toMatchObject({ connection: "jira", state: "asked" });
  expect((await call(look, { user: "author", params: { id } })).status).toBe(404);
});

test("what no engine answers for a minute is unanswered, and what is a week old is forgotten", async () => {
  const { id } = await read<{ id: string }>(
    call(askConnection, { method: "POST", params: { name: "github" }, user: "admin" }),
  );
  const ago = (time: string) =>
    database()
      .update(probe)
      .set({ askedAt: sql`now() - ${time}::interval` });
  await ago("61 seconds");
  expect(await view(id, "admin")).toMatchObject({ state: "unanswered" });
  await forgetProbes(database());
  expect((await view(id, "admin")).id).toBe(id);
  await ago("8 days");
  await forgetProbes(database());
  expect((await call(look, { user: "admin", params: { id } })).status).toBe(404);
});
