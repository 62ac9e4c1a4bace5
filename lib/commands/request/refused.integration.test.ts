import { desc } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { removeEngine } from "#db/engine.ts";
import { audit, connection, request } from "#db/tables.ts";
import { offeringView } from "#lib/views/catalog/offering.ts";
import { offeringNamed } from "#tests/documents.ts";
import { freshPortal, pretendEngine, type Portal } from "#tests/portal.ts";
import { orderRequest } from "./order.ts";
import { planOrder } from "./plan.ts";

let portal: Portal;

const task = "{ id: do, uses: manual, with: { team: compute, instructions: Do it. } }";
const approval = "{ id: do, uses: approval, with: { approvers: [compute] } }";
const named = "{ id: do, uses: http, connection: elsewhere, with: { method: GET, path: /v1/x } }";
const ticket = "{ id: do, uses: jira-issue, with: { project: CMP, issueType: Task, summary: Do it } }";
const terraform = "{ id: do, uses: terraform, with: { module: modules/x } }";
const denies =
  'policies: [{ id: never, when: "${{ inputs.size > 3 }}", effect: deny, message: Too large for anybody. }]';
const warns = 'policies: [{ id: hm, when: "${{ inputs.size > 3 }}", effect: warn, message: That is large. }]';

beforeAll(async () => {
  portal = await freshPortal({
    "modules/x/main.tf": "",
    "with-module.yaml": offeringNamed("with-module", terraform),
    "with-approval.yaml": offeringNamed("with-approval", approval),
    "with-named-connection.yaml": offeringNamed("with-named-connection", named),
    "with-ticket.yaml": offeringNamed("with-ticket", ticket),
    "with-deny.yaml": offeringNamed("with-deny", task, denies),
    "with-warning.yaml": offeringNamed("with-warning", task, warns),
    "in-dev.yaml": offeringNamed("in-dev", task, "", "environments: [dev]"),
  });
});

afterAll(() => portal.close());

async function order(offering: string, more: object = {}) {
  const given = { offering, project: "checkout", environment: "test", inputs: { size: 5 }, ...more };
  const context = { actor: await portal.actor("developer"), door: "rest" as const };
  const [plan, answer] = [await planOrder(context, given), await orderRequest(context, given)];
  if (!plan.ok) throw new Error(plan.problem.message);
  return { decision: plan.value.decision, warnings: plan.value.warnings, answer };
}

test.each([
  ["with-approval", "not_ready", /approval/],
  ["with-module", "not_ready", /No engine can run Terraform\./],
  ["with-named-connection", "not_ready", /There is no HTTP connection “elsewhere”\./],
  ["with-deny", "invalid", /Too large for anybody/],
])("%s can't be ordered, the plan says so before, and the audit keeps it", async (offering, code, words) => {
  const { decision, answer } = await order(offering);
  expect(decision).toMatchObject({ answer: "deny", reasons: [{ sentence: expect.stringMatching(words) as string }] });
  expect(answer).toMatchObject({ ok: false, problem: { code } });
  const [last] = await database().select().from(audit).orderBy(desc(audit.id)).limit(1);
  expect(last).toMatchObject({ verb: "request.order", outcome: "denied", subject: `offering:${offering}` });
});

test("an environment that an offering is not offered in is an issue at its place", async () => {
  const context = { actor: await portal.actor("developer"), door: "rest" as const };
  const given = { offering: "in-dev", project: "checkout", environment: "test" };
  for (const verb of [planOrder, orderRequest])
    expect(await verb(context, given)).toMatchObject({
      problem: { code: "invalid", issues: [{ path: "/environment" }] },
    });
  expect((await orderRequest(context, { ...given, environment: "dev" })).ok).toBe(true);
});

test("what cannot be ordered now says so in the catalog", async () => {
  const developer = await portal.actor("developer");
  expect((await offeringView(developer, "with-approval")).blocked).toContain("approval");
  expect((await offeringView(developer, "with-named-connection")).blocked).toBe(
    "There is no HTTP connection “elsewhere”. An admin adds it under Settings, Connections.",
  );
  expect((await offeringView(developer, "with-module")).blocked).toMatch(
    /^No engine can run Terraform\. An admin installs/,
  );
  expect((await offeringView(developer, "with-ticket")).blocked).toBeNull();
});

test("without a connection or an engine there is no order, and the reason names the remedy", async () => {
  expect((await order("with-ticket")).answer.ok).toBe(true);
  await removeEngine(database(), "test");
  expect((await order("with-ticket")).answer).toMatchObject({ problem: { code: "unavailable" } });
  expect((await offeringView(await portal.actor("developer"), "with-ticket")).blocked).toContain("engine");
  await pretendEngine();
  await database().delete(connection);
  expect((await order("with-ticket")).answer).toMatchObject({
    problem: { code: "not_ready", message: "There is no Jira connection." },
  });
});

test("with two connections and none named, it is said before the order which offering is unclear", async () => {
  const site = { kind: "jira" as const, baseUrl: "https://jira.example" };
  await database()
    .insert(connection)
    .values([
      { ...site, name: "one" },
      { ...site, name: "two" },
    ]);
  const { decision, answer } = await order("with-ticket");
  const sentence = "There are several Jira connections (one, two), and the offering does not say which one is meant.";
  expect(decision).toMatchObject({ answer: "deny", reasons: [{ sentence }] });
  expect(answer).toMatchObject({ problem: { code: "not_ready", message: sentence } });
  expect((await offeringView(await portal.actor("developer"), "with-ticket")).blocked).toContain(sentence);
});

test("a warning is shown and stops nothing", async () => {
  const { answer, warnings } = await order("with-warning");
  expect(warnings).toEqual(["That is large."]);
  expect(answer.ok).toBe(true);
});

test("nothing that was refused left a request", async () => {
  const rows = await database().select({ offering: request.offering }).from(request);
  expect(new Set(rows.map(({ offering }) => offering))).toEqual(new Set(["in-dev", "with-ticket", "with-warning"]));
});
