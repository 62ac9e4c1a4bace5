import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadRequest } from "#db/request.ts";
import { sealedFor } from "#db/sealed.ts";
import { connection } from "#db/tables.ts";
import { Recent } from "#lib/core/recent.ts";
import { seal } from "#lib/secret.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { Gates, gateOf } from "./gates.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.engine();
});
afterAll(() => stage.end());

const openTo = (name: string, teams: string[] | null) =>
  stage.db.update(connection).set({ teams }).where(eq(connection.name, name));

test("a step does not start through a connection that was closed to the offering's team since the order", async () => {
  const number = await stage.order([
    { id: "wait", uses: "manual", with: { team: "data-platform", instructions: "Wait." } },
    { id: "make", uses: "http", with: { method: "PUT", path: "/v1/buckets/closed", body: {} } },
  ]);
  await stage.stepReaches(number, "wait", "waiting");
  await openTo("platform", ["checkout"]);
  await stage.complete(number, "wait");
  await stage.stepReaches(number, "make", "failed");
  expect((await stage.step(number, "make")).problem).toMatchObject({
    code: "denied",
    sentence: "No HTTP connection is open to team data-platform.",
  });
  await openTo("platform", ["checkout", "data-platform"]);
  await stage.retry(number, "make");
  await stage.requestReaches(number, "completed");
  expect((await stage.received("platform")).filter(({ path }) => path.endsWith("/closed"))).toHaveLength(1);
});

test("what was begun through a connection is followed to its end after it was closed to the team", async () => {
  const ticket = { project: "DBA", issueType: "Task", summary: "Closed meanwhile" };
  const number = await stage.order([{ id: "ticket", uses: "jira-issue", with: ticket }]);
  await stage.stepReaches(number, "ticket", "waiting");
  await openTo("jira", ["checkout"]);
  await stage.close((await stage.step(number, "ticket")).reference?.id ?? "");
  await stage.requestReaches(number, "completed");
  await openTo("jira", null);
});

/** Another connection of the same kind that leads elsewhere, for a team whose own may be closed. */
async function add(name: string, like: string, teams: string[] | null, baseUrl?: string): Promise<void> {
  const [row] = await stage.db.select().from(connection).where(eq(connection.name, like));
  if (!row) throw new Error(`No connection ${like}`);
  const given = { ...row, name, teams, sealedCredential: null, baseUrl: baseUrl ?? `${row.baseUrl}/${name}` };
  await stage.db.insert(connection).values(given);
}

const removeOther = (name: string) => stage.db.delete(connection).where(eq(connection.name, name));

test("a ticket is followed where it was made, also after another Jira was added or opened in its place", async () => {
  const ticket = { project: "DBA", issueType: "Task", summary: "Second site" };
  const number = await stage.order([{ id: "ticket", uses: "jira-issue", with: ticket }]);
  await stage.stepReaches(number, "ticket", "waiting");
  await add("jira-two", "jira", null);
  await openTo("jira", ["checkout"]);
  await stage.db
    .update(connection)
    .set({ settings: { perMinute: 1000 } })
    .where(eq(connection.name, "jira"));
  const [row, step] = [await loadRequest(stage.db, number), await stage.step(number, "ticket")];
  if (!row) throw new Error("No request");
  const engine = { gates: new Gates(), revisions: new Recent<never>(1) };
  expect(await gateOf(engine, stage.db, row, step)).toEqual({ name: "jira", limits: { perMinute: 1000 } });
  await stage.close(step.reference?.id ?? "");
  await stage.requestReaches(number, "completed");
  expect((await stage.received("jira")).filter(({ path }) => path.includes("jira-two"))).toEqual([]);
  await stage.db.update(connection).set({ settings: {}, teams: null }).where(eq(connection.name, "jira"));
  await removeOther("jira-two");
});

test("what may be repeated is repeated where it was sent first, and does not start elsewhere", async () => {
  await stage.fault({ target: "platform", when: { method: "PUT" }, fault: "error" });
  const number = await stage.order([
    { id: "make", uses: "http", with: { method: "PUT", path: "/v1/buckets/there", body: {} } },
  ]);
  await stage.until(async () => (await stage.step(number, "make")).problem !== null);
  await add("platform-two", "platform", null);
  await openTo("platform", ["checkout"]);
  await stage.stepReaches(number, "make", "failed");
  expect((await stage.step(number, "make")).problem).toMatchObject({
    code: "denied",
    sentence: "The HTTP connection “platform” is not open to team data-platform.",
  });
  await stage.clearFaults();
  await openTo("platform", null);
  await stage.retry(number, "make");
  await stage.requestReaches(number, "completed");
  expect((await stage.received("platform")).filter(({ path }) => path.includes("platform-two"))).toEqual([]);
  await removeOther("platform-two");
});

test("only what begins anew chooses its connection anew", async () => {
  const ticket = { project: "DBA", issueType: "Task", summary: "Twice" };
  const number = await stage.order([{ id: "ticket", uses: "jira-issue", with: ticket }]);
  await stage.stepReaches(number, "ticket", "waiting");
  const first = await stage.step(number, "ticket");
  expect(first).toMatchObject({ connection: "jira", generation: 1 });
  await stage.close(first.reference?.id ?? "", "Won't Do");
  await stage.stepReaches(number, "ticket", "failed");
  await add("jira-two", "jira", null, `${stage.sandbox.url}/jira`);
  await stage.db
    .update(connection)
    .set({
      sealedCredential: seal(
        JSON.stringify({ email: "pao@sandbox.example", token: "sandbox" }),
        sealedFor.credential("jira-two"),
      ),
    })
    .where(eq(connection.name, "jira-two"));
  await openTo("jira", ["checkout"]);
  await stage.retry(number, "ticket");
  await stage.stepReaches(number, "ticket", "waiting");
  expect(await stage.step(number, "ticket")).toMatchObject({ connection: "jira-two", generation: 2 });
  await openTo("jira", null);
});
