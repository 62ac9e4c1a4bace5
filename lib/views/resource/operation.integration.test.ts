import { afterAll, beforeAll, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { database } from "#db/client.ts";
import { request, resource } from "#db/tables.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { orderRequest, type Ordered } from "#lib/commands/request/order.ts";
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
