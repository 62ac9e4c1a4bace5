import { describe, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { compilePlan } from "./compile.ts";
import { fillHoles } from "./fill.ts";
import { planHash } from "./hash.ts";
import { database, order } from "./plan.fixture.ts";

const call = (id: string, body: JsonObject, outputs: JsonObject = {}) => ({
  id,
  uses: "http",
  with: { method: "POST", path: "/v1/databases/${{ resource.name }}", body, outputs },
});

const offering = database({
  operations: {
    resize: {
      title: "Resize",
      fulfillment: {
        steps: [
          call(
            "resize",
            { gib: "${{ resource.inputs.gib }}", old: "${{ resource.outputs.?host.orValue('none') }}" },
            { host: { type: "string", from: "/host" } },
          ),
          call("tell", { text: "${{ resource.outputs.host }} is now ${{ steps.resize.outputs.host }}" }),
        ],
      },
    },
  },
});

const resource = (outputs: JsonObject = { host: "old.example" }): JsonObject => ({
  id: "r",
  name: "orders",
  state: "active",
  outputs,
  inputs: { gib: 20 },
});

const resize = (given: JsonObject) => {
  const { context, ...rest } = order({}, offering);
  return { ...rest, operation: "resize", inputs: {}, context: { ...context, resource: given } };
};

describe("what an operation's expressions read of its resource", () => {
  test("is known when it is planned, and keeps its types", () => {
    const [first] = compilePlan(resize(resource())).steps;
    expect(first?.payload).toMatchObject({
      value: { path: "/v1/databases/orders", body: { gib: 20, old: "old.example" } },
      holes: [],
    });
  });

  test("may be absent only where that is asked for", () => {
    expect(() => compilePlan(resize(resource({})))).toThrow(/“Tell”/);
    expect(() => compilePlan(resize(resource({})))).not.toThrow(/“Resize”/);
  });

  test("is frozen with the plan, and filled in as it was then", () => {
    const plan = compilePlan(resize(resource()));
    expect(plan.given.resource).toEqual(resource());
    const tell = plan.steps[1];
    if (!tell) throw new Error("no step");
    const facts = { number: "REQ-1", createdAt: "2027-01-01T00:00:00Z", inputs: {} };
    const filled = fillHoles({ plan, offering }, tell, { ...facts, outputs: { resize: { host: "new.example" } } });
    expect(filled).toMatchObject({ payload: { body: { text: "old.example is now new.example" } } });
  });

  test("is part of what a plan is known by", () => {
    const hash = (given: JsonObject) => planHash(compilePlan(resize(given)), null, (text) => text);
    expect(hash(resource())).toBe(hash(resource()));
    expect(hash(resource())).not.toBe(hash(resource({ host: "moved.example" })));
  });

  test("is not there for a first order", () => {
    const steps = [call("a", {})];
    const first = database({ fulfillment: { steps }, outputs: {} });
    expect(() => compilePlan(order({}, first))).toThrow(/resource/);
    expect(compilePlan(order()).given).not.toHaveProperty("resource");
  });
});
