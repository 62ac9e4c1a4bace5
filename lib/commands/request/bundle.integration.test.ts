import { rm } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { loadCurrent } from "#db/offering.ts";
import { insertRequest, loadRequest } from "#db/request.ts";
import { audit, step } from "#db/tables.ts";
import type { Actor } from "#lib/core/access.ts";
import { documentOf } from "#lib/core/offering/bundle/bundle.fixture.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { requestView } from "#lib/views/request/request.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { abortRequest } from "./abort.ts";
import { orderRequest } from "./order.ts";
import { planOrder } from "./plan.ts";

const part = (questions = "name: { type: string, title: Name }", metadata = "") =>
  documentOf("part", {
    metadata,
    inputs: `  type: object
  required: [name]
  properties:
    ${questions}
    size: { type: string, title: Size, enum: [small, large], default: small }`,
  });

/** Its name comes before that of its part. */
const all = documentOf("all", {
  inputs: `  type: object
  required: [part]
  properties:
    part: { $ref: "offering:part", omit: [name] }`,
  steps: `    - id: part
      title: The part
      uses: offering
      with: { offering: part, from: "\${{ inputs.part }}", inputs: { name: fixed } }`,
});

let portal: Portal;
beforeEach(async () => {
  portal = await freshPortal({ "part.yaml": part(), "all.yaml": all });
});
afterEach(() => portal.close());

const current = async (name: string) => (await loadCurrent(database(), name))?.number;
const asked = { offering: "all", project: "checkout", environment: "dev", inputs: { part: { size: "large" } } };
const context = async () => ({ actor: await portal.actor("developer"), door: "rest" as const });

async function ordered(more: object = {}) {
  const answer = await orderRequest(await context(), { ...asked, ...more });
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.value;
}

async function refusal(more: object = {}) {
  const answer = await orderRequest(await context(), { ...asked, ...more });
  if (answer.ok) throw new Error("It was taken.");
  return answer.problem;
}

describe("the plan of a bundle", () => {
  test("shows the steps of its parts, and is what is ordered", async () => {
    const plan = await planOrder(await context(), asked);
    if (!plan.ok) throw new Error(plan.problem.message);
    const { hash, steps, decision, revision } = plan.value;
    expect(decision.answer).toBe("allow");
    expect(steps[0]?.child).toMatchObject({ title: "The part", owner: "data-platform", steps: [{ id: "make" }] });
    expect(steps[0]?.preview.text).toContain('"name": "fixed"');
    const { number } = await ordered({ planHash: hash, revision });
    const view = await requestView(await portal.actor("developer"), number);
    expect(view).toMatchObject({ parent: null, partOf: null, steps: [{ id: "part", child: null }] });
  });

  test("is stale when a part was published in between", async () => {
    const plan = await planOrder(await context(), asked);
    if (!plan.ok) throw new Error(plan.problem.message);
    await portal.write("part.yaml", part().replace("Do it.", "Do it well."));
    expect((await portal.reload()).published).toEqual([
      { name: "part", revision: 2 },
      { name: "all", revision: 2 },
    ]);
    expect(await refusal({ planHash: plan.value.hash })).toMatchObject({ code: "stale" });
    expect(await refusal({ revision: 1 })).toMatchObject({ code: "stale" });
    expect((await portal.reload()).published).toEqual([]);
  });

  test("warns of what the rules of a part warn of, by its name", async () => {
    const policy = `policies:
  - { id: large, when: "\${{ inputs.size == 'large' }}", effect: warn, message: That is a lot. }
fulfillment:`;
    await portal.write("part.yaml", part().replace("fulfillment:", policy));
    await portal.reload();
    expect(await planOrder(await context(), asked)).toMatchObject({
      value: { warnings: ["The part: That is a lot."] },
    });
  });

  test("tells an answer that a part does not take at the question it came from", async () => {
    expect(await refusal({ inputs: { part: { size: "huge" } } })).toMatchObject({
      code: "invalid",
      issues: [{ path: "/inputs/part/size" }],
    });
  });
});

describe("a bundle can't be ordered", () => {
  test("while it does not fit a part that has changed, and is told with its file", async () => {
    await portal.write("part.yaml", part("label: { type: string, title: Label }").replace("[name]", "[label]"));
    const { published, broken } = await portal.reload();
    expect(published).toEqual([{ name: "part", revision: 2 }]);
    expect(broken).toMatchObject([{ file: expect.stringMatching(/all\.yaml$/) }]);
    expect(await current("all")).toBe(1);
    expect((await refusal()).message).toContain("The part, which is a part of this, has changed");
    await portal.write("part.yaml", part());
    expect((await portal.reload()).published).toEqual([
      { name: "part", revision: 3 },
      { name: "all", revision: 2 },
    ]);
    expect(await ordered()).toMatchObject({ revision: 2 });
  });

  test("while a part is not offered", async () => {
    await rm(path.join(portal.folder, "part.yaml"));
    await portal.reload();
    expect((await refusal()).message).toBe("The part, which is a part of this, is no longer offered.");
  });

  test("where a part is not offered to the team or in the environment, with the name of the part", async () => {
    await portal.write("part.yaml", part(undefined, "  availableTo: [search]\n"));
    await portal.reload();
    expect(await refusal()).toMatchObject({ code: "forbidden", message: expect.stringMatching(/^The part: /) });
    await portal.write("part.yaml", part(undefined, "  environments: [prod]\n"));
    await portal.reload();
    expect((await refusal()).message).toBe("The part is not offered in dev.");
  });

  test("when the files of two order each other", async () => {
    await portal.write(
      "part.yaml",
      `${part()}`.replace(/ {4}- \{ id: make.*\n/, "    - { id: round, uses: offering, with: { offering: all } }\n"),
    );
    const { broken } = await portal.reload();
    expect(broken.map(({ issues }) => issues[0]?.message)).toEqual(
      expect.arrayContaining([expect.stringContaining("part → all → part")]),
    );
  });
});

/** An ordered bundle and the part that an engine has ordered for it. */
async function withPart() {
  const { number } = await ordered();
  const parent = parseNumber(number) ?? 0;
  const row = await loadRequest(database(), parent);
  const plan = row?.plan.steps[0]?.child?.plan;
  if (!row || !plan) throw new Error("No plan.");
  const { project, environment, team, requester, person } = row;
  const child = await database().transaction((tx) =>
    insertRequest(tx, {
      project,
      environment,
      team,
      requester,
      person,
      plan,
      offering: "part",
      revision: 1,
      operation: "create",
      door: "engine",
      title: "fixed",
      inputs: plan.given.inputs,
      secrets: {},
      planHash: "",
      parent: { number: parent, step: "part", key: `test/${parent}/part/1` },
    }),
  );
  return { number, parent, child };
}

test("whoever may see a part or a bundle only knows the other by its number", async () => {
  const { number, parent, child } = await withPart();
  const tasks = (id: number, team: string) =>
    database().update(step).set({ assignedTeam: team }).where(eq(step.request, id));
  await tasks(parent, "messaging");
  await tasks(child.number, "networking");
  const reference = { kind: "issue", id: "DBA-1" };
  await database().update(step).set({ reference, uses: "jira-issue" }).where(eq(step.request, child.number));
  const of = (team: string): Actor => ({
    kind: "person",
    id: team,
    name: team,
    teams: { [team]: ["member"] },
    roles: [],
  });
  const written = `REQ-${child.number}`;
  const below = await requestView(of("networking"), written);
  expect(below.partOf).toEqual({ number, title: null, offeringTitle: "The all" });
  const above = await requestView(of("messaging"), number);
  expect(above.steps[0]?.child).toMatchObject({ number: written, title: "The part", steps: [] });
  expect(above.left).toEqual([]);
  const both = await requestView(await portal.actor("developer"), number);
  expect(both.steps[0]?.child).toMatchObject({ title: "fixed", steps: [{ id: "make" }] });
  expect(both.left).toMatchObject([{ step: `${written}/make`, reference }]);
});

test("aborting a bundle aborts its open parts, in the name of who did it", async () => {
  const { number, parent, child } = await withPart();
  const actor = await portal.actor("developer");
  const before = await requestView(actor, number);
  expect(before.steps[0]?.child).toMatchObject({ title: "fixed", state: "submitted", steps: [{ id: "make" }] });
  const answer = await abortRequest({ actor, door: "rest" }, { number, reason: "not needed" });
  expect(answer).toMatchObject({ ok: true });
  expect(await loadRequest(database(), child.number)).toMatchObject({ state: "cancelling", parent });
  const view = await requestView(actor, `REQ-${child.number}`);
  expect(view.partOf).toMatchObject({ number, title: "The all" });
  expect(view.activity.map(({ sentence }) => sentence)).toContain(`Demo developer aborted this: ${number} was aborted`);
  const entries = await database()
    .select()
    .from(audit)
    .where(eq(audit.subject, `request:${child.number}`));
  expect(entries).toMatchObject([{ verb: "request.abort", detail: { parent: number } }]);
});
