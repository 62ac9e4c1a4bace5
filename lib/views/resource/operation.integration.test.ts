import { afterAll, beforeAll, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { request, resource } from "#db/tables.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import type { Ordered } from "#lib/commands/request/take-order.ts";
import { planOrder } from "#lib/commands/request/plan.ts";
import { manualOffering } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { operationView } from "./operation.ts";
import { resourceView } from "./resource.ts";

const step = `fulfillment: { steps: [{ id: do, title: Do it, uses: manual, with: { team: data-platform, instructions: "From \${{ resource.inputs.size }}" } }] }`;
const operations = `
operations:
  resize:
    title: Resize
    inputs:
      type: object
      required: [size, reason]
      properties:
        size: { type: string, title: Size, enum: [small, large, huge] }
        rack: { type: boolean, title: Rack }
        name: { type: integer, title: How many }
        reason: { type: string, title: Reason, writeOnly: true }
    ${step}
  retire: { title: Give it back, ${step} }
`;

let portal: Portal;
let made: Ordered;

beforeAll(async () => {
  portal = await freshPortal({ "access-grant.yaml": manualOffering + operations });
  made = await order({ inputs: { name: "orders", reason: "x", size: "large" } });
});

afterAll(() => portal.close());

const developer = () => portal.actor("developer");

async function order(more: object): Promise<Ordered> {
  const given = { offering: "access-grant", project: "checkout", environment: "dev", ...more };
  const answer = await orderRequest({ actor: await developer(), door: "browser" }, given);
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.value;
}

async function completed(number: string, outputs = {}): Promise<void> {
  await database()
    .update(request)
    .set({ state: "completed", outputs })
    .where(eq(request.number, parseNumber(number) ?? 0));
  await database().update(resource).set({ state: "active" }).where(eq(resource.id, made.resource));
}

test("while a request works on it, who does and with which request is said; and nobody else's team does anything", async () => {
  const seen = await resourceView(await developer(), made.resource);
  expect(seen.operations.map(({ name, kind }) => [name, kind])).toEqual([
    ["resize", "change"],
    ["retire", "retire"],
  ]);
  const message = `${made.number} by Demo developer works on orders and has not ended.`;
  expect(seen.hindered?.message).toBe(message);
  expect((await operationView(await developer(), made.resource, "resize")).hindered?.message).toBe(message);
  const { hindered } = await operationView(await portal.actor("author"), made.resource, "resize");
  expect(hindered?.message).toContain("Only members of team checkout");
});

test("an operation is asked for with what the resource is now: what it was made with, then what it was changed to", async () => {
  await completed(made.number, { host: "db.example" });
  const view = await operationView(await developer(), made.resource, "resize");
  expect(view).toMatchObject({
    operation: { title: "Resize", implied: false },
    resource: { name: "orders", offeringTitle: "Access grant" },
    ordered: {
      revision: 1,
      projects: [{ name: "checkout" }],
      environments: [{ name: "dev" }],
      steps: [{ title: "Do it" }],
    },
    hindered: null,
  });
  expect(view.inputs).toEqual({ size: "large", rack: false });
  const of = { operation: "resize", resource: made.resource };
  const { number } = await order({ ...of, inputs: { size: "huge", rack: true, reason: "y" } });
  await completed(number);
  expect((await operationView(await developer(), made.resource, "resize")).inputs).toEqual({
    size: "huge",
    rack: true,
  });
  const given = { offering: "access-grant", project: "checkout", environment: "dev", operation: "retire" };
  const plan = await planOrder({ actor: await developer(), door: "browser" }, { ...given, resource: made.resource });
  expect(plan).toMatchObject({
    ok: true,
    value: { leadTime: null, steps: [{ preview: { text: expect.stringContaining("From huge") } }] },
  });
});

test("an operation is done where its resource is: nobody has to say where, and who says otherwise is told", async () => {
  const of = { offering: "access-grant", operation: "retire", resource: made.resource };
  const asked = async (more: object) => planOrder({ actor: await developer(), door: "rest" }, { ...of, ...more });
  expect(await asked({})).toMatchObject({ ok: true });
  expect(await asked({ project: "checkout", environment: "dev" })).toMatchObject({ ok: true });
  expect(await asked({ environment: "test" })).toMatchObject({
    problem: { issues: [{ path: "/environment", message: expect.stringContaining("environment is dev:") }] },
  });
  expect(await asked({ project: "nowhere", environment: "test" })).toMatchObject({
    problem: { issues: [{ path: "/project" }, { path: "/environment" }] },
  });
  const unknown = { code: "invalid", issues: [{ path: "/resource" }] };
  expect(await asked({ resource: crypto.randomUUID() })).toMatchObject({ problem: unknown });
  expect(await asked({ resource: "checkout" })).toMatchObject({ problem: unknown });
  expect(await asked({ resource: undefined })).toMatchObject({ problem: unknown });
});

test("a resource that one may not see is not there, whatever one says of its place", async () => {
  const given = { offering: "access-grant", operation: "resize", resource: made.resource, inputs: {} };
  const stranger: Actor = { kind: "person", id: "stranger", name: "S", teams: { search: ["member"] }, roles: [] };
  for (const where of [{}, { project: "checkout", environment: "dev" }])
    expect(await planOrder({ actor: stranger, door: "rest" }, { ...given, ...where })).toMatchObject({
      problem: { issues: [{ path: "/resource", message: "There is no such resource of this offering." }] },
    });
});

test("a first order says where, and names no resource", async () => {
  const asked = async (more: object) =>
    planOrder({ actor: await developer(), door: "rest" }, { offering: "access-grant", inputs: {}, ...more });
  expect(await asked({})).toMatchObject({
    problem: { message: "project is missing. environment is missing.", issues: [{ path: "/project" }, {}] },
  });
  expect(await asked({ resource: made.resource })).toMatchObject({ problem: { issues: [{ path: "/resource" }] } });
});

test("an operation that is written wrong is answered with the right one, or with all there are", async () => {
  const asked = async (operation: string) =>
    planOrder(
      { actor: await developer(), door: "rest" },
      { offering: "access-grant", resource: made.resource, operation },
    );
  expect(await asked("reszie")).toMatchObject({ problem: { remedy: "Did you mean resize?" } });
  expect(await asked("explode")).toMatchObject({ problem: { remedy: "It has: resize, retire." } });
});

test("a change that yields nothing leaves the outputs to be seen", async () => {
  expect(await resourceView(await developer(), made.resource)).toMatchObject({
    outputsFrom: made.number,
    outputs: { host: { value: "db.example" } },
  });
});

test("an operation that the offering does not have is not found", async () => {
  for (const name of ["create", "constructor", "resize "])
    await expect(operationView(await developer(), made.resource, name)).rejects.toMatchObject({ code: "not_found" });
});
