import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { openFigures, requestFigures } from "#db/figures.ts";
import { orderHistory } from "#db/history.ts";
import { listRevisions, ordersByRevision } from "#db/revision.ts";
import { forgetTestRevisions } from "#db/test-revision.ts";
import { runDry } from "#lib/commands/draft/dry-run.ts";
import { planDraft } from "#lib/commands/draft/plan.ts";
import { publishDraft } from "#lib/commands/draft/publish.ts";
import { saveDraft } from "#lib/commands/draft/save.ts";
import { testDraft } from "#lib/commands/draft/test.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { requestList } from "#lib/views/request/list.ts";
import { requestView } from "#lib/views/request/request.ts";
import { resourceList } from "#lib/views/resource/list.ts";
import { resourceView } from "#lib/views/resource/resource.ts";
import { hasTerraform } from "./engine/module.ts";
import { lab, moduleText, openTrial, small, type Trial } from "./trial.ts";

// A draft is ordered for real: by a real engine, of an address of the test's own.

const lake = `apiVersion: pao/v1
kind: Offering
metadata: { name: lake, title: Lake, summary: x, owner: data-platform, category: databases }
inputs:
  type: object
  required: [name, password]
  properties: { name: { type: string, title: Name }, password: { type: string, title: Password, writeOnly: true } }
fulfillment:
  steps:
    - id: disk
      uses: terraform
      with:
        module: modules/lake
        variables: { name: "\${{ inputs.name }}", password: "\${{ inputs.password }}" }
`;

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial({ "modules/lake/main.tf": moduleText("first") });
});
afterAll(() => trial?.close());

describe("a draft", () => {
  test("that is not right can't be tried, and is told what is wrong with line and column", async () => {
    const id = await trial.begun(small("broken", "Broken").replace("inputs.name }}", "inputs.nmae }}"));
    for (const command of [planDraft, runDry, testDraft]) {
      const problem = await trial.refused(command, { id, version: 1, ...lab, inputs: { name: "a" } });
      expect(problem).toMatchObject({ code: "invalid", issues: [{ line: 7, severity: "error" }] });
    }
  });

  test("is tried as it was seen: another save since is told", async () => {
    const id = await trial.begun(small("seen", "Seen"));
    await trial.done(saveDraft, { id, version: 1, source: small("seen", "Seen again") });
    expect(await trial.refused(testDraft, { id, version: 1, ...lab, inputs: { name: "a" } })).toMatchObject({
      code: "conflict",
    });
    expect(await trial.done(planDraft, { id, ...lab, inputs: { name: "a" } }, "approver")).toMatchObject({
      version: 2,
    });
    const source = small("seen", "Seen").replace("id: make", "id: unsaved");
    expect(await trial.done(planDraft, { id, source, ...lab, inputs: { name: "a" } })).toMatchObject({
      steps: [{ id: "unsaved" }],
    });
  });

  test("goes through no connection of a team whose authors have not written it", async () => {
    const id = await trial.begun(small("borrowed", "Borrowed"));
    await database().execute(
      sql`update draft set source = replace(source, 'owner: data-platform', 'owner: networking') where id = ${id}`,
    );
    for (const command of [runDry, testDraft])
      expect(await trial.refused(command, { id, version: 1, ...lab, inputs: { name: "a" } })).toMatchObject({
        code: "forbidden",
      });
  });

  test("is tested by its authors, in projects of theirs", async () => {
    const id = await trial.begun(small("theirs", "Theirs"));
    const given = { id, version: 1, ...lab, inputs: { name: "a" } };
    expect(await trial.refused(testDraft, given, "approver")).toMatchObject({ code: "forbidden" });
    expect(await trial.refused(testDraft, given, "developer")).toMatchObject({ code: "not_found" });
    expect(await trial.refused(testDraft, { ...given, project: "checkout" })).toMatchObject({ code: "forbidden" });
  });
});

describe("a test order", () => {
  test("runs a draft for real, says which, and counts nowhere", async () => {
    const id = await trial.begun(small("pond", "Pond"));
    const {
      number,
      resource,
      test: marked,
    } = await trial.done(testDraft, { id, version: 1, ...lab, inputs: { name: "p1" } });
    expect(marked).toBe(true);
    expect(await trial.ended(number)).toMatchObject({
      state: "completed",
      test: true,
      tried: { draft: id, basedOn: null },
      offeringTitle: "Pond",
    });
    expect(trial.calls).toContain("PUT /v1/p1");
    const { actor } = await trial.as();
    const list = (tests?: "with" | "only") => requestList(actor, { scope: "mine", ...(tests ? { tests } : {}) });
    const numbers = async (tests?: "with" | "only") => (await list(tests)).items.map((row) => row.number);
    expect(await numbers()).not.toContain(number);
    expect(await numbers("only")).toContain(number);
    expect((await orderHistory(database())).get("pond")).toBeUndefined();
    expect(await ordersByRevision(database(), "pond", -1_000, 1_000)).toEqual(new Map());
    expect(await listRevisions(database(), "pond", 10)).toEqual([]);
    expect([...(await requestFigures(database()))]).toEqual([]);
    expect([...(await openFigures(database()))]).toEqual([]);
    expect(await resourceView(actor, resource)).toMatchObject({
      test: true,
      state: "active",
      offeringTitle: "Pond",
    });
    expect((await resourceList(actor, { tests: "without" })).items).toEqual([]);
  });

  test("is not what a first publication counts from, and what it made is retired by the draft it was made with", async () => {
    const id = await trial.begun(small("tarn", "Tarn"));
    const tried = await trial.done(testDraft, { id, version: 1, ...lab, inputs: { name: "t1" } });
    await trial.ended(tried.number);
    const later = small("tarn", "Tarn").replace("DELETE", "PUT").replace("Drain", "Fill up");
    await trial.done(saveDraft, { id, version: 1, source: later });
    const published = await trial.done(publishDraft, { id, version: 2, note: "First." });
    expect(published).toMatchObject({ name: "tarn", revision: 1 });
    const { actor } = await trial.as();
    const { operations } = await resourceView(actor, tried.resource);
    expect(operations).toMatchObject([{ name: "retire", title: "Drain" }]);
    const retiring = await trial.done(orderRequest, {
      offering: "tarn",
      operation: "retire",
      resource: tried.resource,
    });
    expect(retiring.revision).toBe(tried.revision);
    expect(await trial.ended(retiring.number)).toMatchObject({ state: "completed", test: true, tried: { draft: id } });
    expect(trial.calls).toContain("DELETE /v1/t1");
    expect(await resourceView(actor, tried.resource)).toMatchObject({ state: "retired" });
    const real = await trial.done(orderRequest, { offering: "tarn", ...lab, inputs: { name: "t2" } });
    expect(await trial.ended(real.number)).toMatchObject({ test: false, tried: null, revision: 1 });
    expect((await orderHistory(database())).get("tarn")).toMatchObject({ orders: 1, leadTime: { over: 1 } });
  });

  test("of what orders others makes their requests tests as well", async () => {
    const part = await trial.begun(small("brook", "Brook"));
    await trial.done(publishDraft, { id: part, version: 1, note: "A part." });
    const bundle = `apiVersion: pao/v1
kind: Offering
metadata: { name: river, title: River, summary: x, owner: data-platform, category: databases }
inputs: { type: object, required: [name], properties: { name: { type: string } } }
fulfillment:
  steps:
    - { id: part, uses: offering, with: { offering: brook, inputs: { name: "\${{ inputs.name }}" } } }
`;
    const id = await trial.begun(bundle);
    const given = { id, version: 1, ...lab, inputs: { name: "r1" } };
    const run = await trial.done(runDry, given);
    const view = await trial.probed(run.probe.id);
    expect(view.answers.map(({ step, verdict }) => [step, verdict])).toEqual([
      ["part", "nothing"],
      ["part/make", "ok"],
    ]);
    const { number } = await trial.done(testDraft, given);
    const request = await trial.ended(number);
    expect(request.state).toBe("completed");
    const child = await requestView((await trial.as()).actor, request.steps[0]?.child?.number ?? "");
    expect(child).toMatchObject({ test: true, tried: null, offering: "brook", revision: 1 });
    expect((await orderHistory(database())).get("brook")).toBeUndefined();
  });

  test.skipIf(!hasTerraform)("runs the modules that the folder had when it was ordered", async () => {
    const id = await trial.begun(lake);
    const given = { id, version: 1, ...lab, inputs: { name: "orders", password: "hunter2-of-nobody" } };
    const first = await trial.done(testDraft, given);
    expect((await trial.ended(first.number)).state).toBe("completed");
    await trial.portal.write("modules/lake/main.tf", moduleText("second"));
    const second = await trial.done(testDraft, given);
    expect((await trial.ended(second.number)).state).toBe("completed");
    expect(second.revision).not.toBe(first.revision);
    const lines = await database().execute<{ text: string; request: number }>(
      sql`select request, text from log_line where text like '%to be created%'`,
    );
    const made = (number: string) =>
      lines.filter(({ request }) => `REQ-${request}` === number).map((line) => line.text.split(":")[0]);
    expect(made(first.number)).toEqual(["terraform_data.first"]);
    expect(made(second.number)).toEqual(["terraform_data.second"]);
  });
});

test("what was kept of a draft goes once nothing hangs on it", async () => {
  const ordered = await trial.begun(small("kept", "Kept"));
  const order = await trial.done(testDraft, { id: ordered, version: 1, ...lab, inputs: { name: "k" } });
  const looked = await trial.begun(small("gone", "Gone"));
  const run = await trial.done(runDry, { id: looked, version: 1, ...lab, inputs: { name: "g" } });
  await trial.probed(run.probe.id);
  await trial.ended(order.number);
  const names = async () =>
    (await database().execute<{ offering: string }>(sql`select offering from revision where number < 0`)).map(
      ({ offering }) => offering,
    );
  await forgetTestRevisions(database());
  expect(await names()).toEqual(expect.arrayContaining(["kept", "gone"]));
  await database().execute(sql`update revision set published_at = now() - interval '8 days' where number < 0`);
  await database().execute(sql`update offering set updated_at = now() - interval '8 days' where current is null`);
  await forgetTestRevisions(database());
  expect(await names()).toContain("gone");
  await database().execute(sql`delete from probe where offering = 'gone'`);
  await forgetTestRevisions(database());
  expect(await names()).toContain("kept");
  expect(await names()).not.toContain("gone");
  const rows = await database().execute(sql`select name from offering where name in ('kept', 'gone')`);
  expect([...rows]).toEqual([{ name: "kept" }]);
});
