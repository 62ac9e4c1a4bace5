import { describe, expect, test } from "vitest";
import { at } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { offeringSchema } from "#lib/core/offering/document.ts";
import { database, steps } from "#lib/core/plan/plan.fixture.ts";
import { lookAhead } from "./look-ahead.ts";
import type { SupposedOrder } from "./supposed.ts";
import { thingsOf } from "./things.ts";

const place = { project: { name: "shop", team: "checkout" }, environment: "dev" };
const context = { vars: { zone: "eu-1" } };
const supposed = (inputs: JsonObject, more: Partial<SupposedOrder> = {}): SupposedOrder => ({
  offering: database(),
  operation: "create",
  inputs,
  place,
  context,
  ...more,
});
const whole = { name: "orders", size: "small", password: "hunter2" };
const thing = (order: SupposedOrder, id: string) => {
  const found = thingsOf(lookAhead(order).plan).find(({ step }) => step.id === id);
  if (!found) throw new Error(`Nothing is made by ${id}.`);
  return found;
};

describe("looking ahead with answers missing", () => {
  test("the plan is there, with the name of the question wherever its answer is read", () => {
    const { missing, plan } = lookAhead(supposed({ size: "small" }));
    expect(missing.map(({ title }) => title)).toEqual(["Name", "Password"]);
    const [create] = thingsOf(plan);
    expect(create?.shown["path"]).toBe("/v1/projects/shop/databases/‹Name›");
    expect(create?.holes).toContainEqual({ text: "‹Name›", until: "outputs" });
  });

  test("an answer that does not fit stands for itself nowhere", () => {
    expect(thing(supposed({ ...whole, size: "huge" }), "late").shown["summary"]).toBe("Register orders in eu-1");
    expect(lookAhead(supposed({ ...whole, size: "huge" })).missing).toMatchObject([{ path: "/size", title: "Size" }]);
  });

  test("whoever orders it is not known", () => {
    const asks = database({
      inputs: { type: "object", properties: {} },
      outputs: {},
      fulfillment: {
        steps: [
          {
            id: "ask",
            uses: "jira-issue",
            with: { project: "DBA", issueType: "Task", summary: "For ${{ request.requester }} of ${{ request.team }}" },
          },
        ],
      },
    });
    expect(thing(supposed({}, { offering: asks }), "ask").shown["summary"]).toBe("For ‹who orders it› of checkout");
  });
});

test("where nothing is chosen, the place has a name of its own", () => {
  const nowhere = supposed(whole, { place: { project: null, environment: null } });
  expect(thing(nowhere, "create").shown["path"]).toBe("/v1/projects/‹project›/databases/orders");
});

test("the platform's constants have a name where the reader may not know them", () => {
  const order = supposed(whole, { context: {} });
  expect(thing(order, "late").shown["summary"]).toBe("Register orders in ‹a constant of the platform›");
});

test("secrets stand by their names, and never with their values", () => {
  const create = thing(supposed(whole), "create");
  expect(at(create.shown, "/body/password")).toBe("‹secret inputs.password›");
  expect(create.holes).toContainEqual({ text: "‹secret inputs.password›", until: "secret" });
  expect(JSON.stringify(lookAhead(supposed(whole)))).not.toContain("hunter2");
});

test("a step that these answers do not need makes nothing", () => {
  const ids = thingsOf(lookAhead(supposed(whole)).plan).map(({ step }) => step.id);
  expect(ids).toEqual(["create", "ticket", "late"]);
});

test("the author's own policies are applied as at an order", () => {
  const policies = [{ id: "no-large", when: "${{ inputs.size == 'large' }}", effect: "deny", message: "Not large." }];
  const offering = database({ policies });
  expect(lookAhead(supposed(whole, { offering })).decision.answer).toBe("allow");
  const { decision } = lookAhead(supposed({ ...whole, size: "large" }, { offering }));
  expect(decision).toMatchObject({ answer: "deny", reasons: [{ sentence: "Not large." }] });
});

describe("an operation", () => {
  const offering = database({
    operations: {
      move: {
        title: "Move",
        inputs: { type: "object", required: ["to"], properties: { to: { type: "string" } } },
        fulfillment: {
          steps: [
            {
              id: "ask",
              uses: "jira-issue",
              with: {
                project: "DBA",
                issueType: "Task",
                summary: "Move ${{ resource.name }} at ${{ resource.outputs.endpoint }} to ${{ inputs.to }}",
              },
            },
          ],
        },
      },
    },
  });

  test("works on what the first answers would make; what that yields is not known", () => {
    const move = supposed({ to: "eu" }, { offering, operation: "move", ordered: whole });
    expect(thing(move, "ask").shown["summary"]).toBe("Move orders at ‹Endpoint of the resource› to eu");
  });

  test("has names for the resource too while nothing is answered", () => {
    const { shown } = thing(supposed({}, { offering, operation: "move" }), "ask");
    expect(shown["summary"]).toBe("Move ‹name of the resource› at ‹Endpoint of the resource› to ‹To›");
  });
});

test("the retirement that follows from Terraform is planned for every state that the document makes", () => {
  const steps = ["network", "machine"].map((id) => ({ id, uses: "terraform", with: { module: `modules/${id}` } }));
  const offering = database({ fulfillment: { steps }, outputs: {} });
  const { plan } = lookAhead(supposed({}, { offering, operation: "retire", ordered: whole }));
  expect(plan.steps.map(({ id }) => id)).toEqual([
    "plan_machine",
    "plan_network",
    "confirm",
    "destroy_machine",
    "destroy_network",
  ]);
});

test("what takes the place of a step that a machine fails to do is made only then", () => {
  const instead = { uses: "manual", with: { team: "dba", instructions: "Make ${{ inputs.name }}." } };
  const [create, ...others] = steps();
  const offering = database({ fulfillment: { steps: [{ ...create, fallback: instead }, ...others] } });
  const made = thingsOf(lookAhead(supposed(whole, { offering })).plan).filter(({ step }) => step.id === "create");
  expect(made).toMatchObject([
    { uses: "http", instead: false },
    { uses: "manual", instead: true, shown: { team: "dba" } },
  ]);
});

test("what the offerings below it make is named with the offering that makes it", () => {
  const document = offeringSchema.parse({
    ...database({ outputs: {}, operations: {} }),
    inputs: { type: "object", required: ["name"], properties: { name: { type: "string", title: "Name" } } },
    fulfillment: {
      steps: [
        {
          id: "open",
          uses: "jira-issue",
          with: { project: "DBA", issueType: "Task", summary: "Make ${{ inputs.name }} for ${{ request.requester }}" },
        },
      ],
    },
  });
  const pinned = { revision: 4, title: "PostgreSQL", owner: "dba", level: "ticket", below: [], depth: 1, outputs: {} };
  const offering = database({
    inputs: { type: "object", required: ["app"], properties: { app: { type: "string", title: "Application" } } },
    outputs: {},
    fulfillment: {
      steps: [
        {
          id: "part",
          uses: "offering",
          with: { offering: "postgresql", inputs: { name: "${{ inputs.app }}" }, pinned },
        },
      ],
    },
  });
  const children = { postgresql: { revision: 4, document, modules: {} } };
  const things = (inputs: JsonObject) =>
    thingsOf(lookAhead(supposed(inputs, { offering, context: { ...context, children } })).plan);
  expect(things({})).toMatchObject([
    { of: "PostgreSQL", shown: { summary: "Make ‹Application› for ‹who orders it›" } },
  ]);
  expect(things({ app: "shop" })).toMatchObject([{ shown: { summary: "Make shop for ‹who orders it›" } }]);
  expect(things({ app: "shop" })[0]?.holes).toEqual([{ text: "‹who orders it›", until: "outputs" }]);
});
