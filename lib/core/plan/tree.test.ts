import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accept } from "#lib/core/form/accept.ts";
import { buildForm } from "#lib/core/form/build.ts";
import type { Children } from "#lib/core/offering/bundle/child.ts";
import { checked, database, documentOf, order, published } from "#lib/core/offering/bundle/bundle.fixture.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { Problem } from "#lib/core/problem.ts";
import { compileTree, familyKey } from "./tree.ts";
import type { Family } from "./tree.ts";

const context = { requester: "Alex", team: "checkout", project: "shop", environment: "dev", vars: { zone: "eu" } };

function familyOf(catalog: Children): Family {
  return Object.fromEntries(Object.entries(catalog).map(([name, child]) => [familyKey(name, child.revision), child]));
}

function treeOf(source: string, inputs: JsonObject, secrets: Record<string, Json> = {}) {
  const catalog = published(database);
  const { offering, issues } = checked(source, catalog);
  expect(issues.filter(({ severity, message }) => severity === "error" && !message.includes("yet"))).toEqual([]);
  if (!offering) throw new Error("No offering.");
  return compileTree({ offering, revision: 1, operation: "create", inputs, context }, secrets, familyOf(catalog));
}

const whole = documentOf("bundle", {
  inputs: `  type: object
  required: [db]
  properties:
    db: { $ref: "offering:database" }
    wanted: { type: boolean, default: true }`,
  steps: `    - id: db
      if: "\${{ inputs.wanted }}"
      uses: offering
      with: { offering: database, from: "\${{ inputs.db }}" }`,
});

const late = documentOf("bundle", {
  inputs: `  type: object
  properties:
    word: { type: string, writeOnly: true, default: x }
    size: { type: string, default: small }`,
  steps: `    - id: first
      uses: manual
      with:
        team: data-platform
        instructions: Say it.
        outputs: { type: object, required: [name], properties: { name: { type: string } } }
    - id: db
      title: Its database
      uses: offering
      with:
        offering: database
        inputs: { name: "\${{ steps.first.outputs.name }}", size: "\${{ inputs.size }}", password: "\${{ inputs.word }}" }`,
});

const child = (source: string, inputs: JsonObject, secrets: Record<string, Json> = {}) => {
  const { plan, children } = treeOf(source, inputs, secrets);
  const step = plan.steps.find(({ uses }) => uses === "offering");
  return { step, child: step?.child, children };
};

describe("the plan of a bundle", () => {
  test("holds the plan of each child, made of the answers and without their secrets", () => {
    const made = child(whole, { db: { name: "orders" }, wanted: true }, { "/db/password": "hush" });
    expect(made.child).toMatchObject({ offering: "database", owner: "data-platform", open: {} });
    expect(made.child?.plan.given.inputs).toEqual({ name: "orders", size: "small", count: 1, replica: false });
    expect(made.child?.plan.steps[0]?.payload.value["instructions"]).toMatchObject({ values: ["orders", "small"] });
    expect(made.children[0]?.secrets).toEqual({ "/password": "hush" });
    expect(JSON.stringify(made.step)).not.toContain("hush");
  });

  test("has none for a child that is not wanted", () => {
    const made = child(whole, { db: { name: "orders" }, wanted: false }, { "/db/password": "hush" });
    expect(made.child).toBeUndefined();
    expect(made.children).toEqual([]);
  });

  test("looks ahead where an answer comes of an earlier step, and says which", () => {
    const made = child(late, { size: "large" }, { "/word": "hush" });
    expect(made.child?.open).toEqual({ "/name": "name of First" });
    const [first] = made.child?.plan.steps ?? [];
    expect(first?.sentence).toContain("‹name of First› of large");
    expect(first?.payload.holes).toHaveLength(1);
    expect(made.child?.vars).toEqual(context.vars);
  });

  test("is refused with the place in the form that an unfit answer came from", () => {
    const unfit = refusal(() => child(whole, { db: { name: "NO" }, wanted: true }, { "/db/password": "hush" }));
    expect(unfit.issues).toMatchObject([{ path: "/inputs/db/name" }]);
    const sooner = refusal(() => child(late, { size: "huge" }, { "/word": "hush" }));
    expect(sooner.issues).toMatchObject([{ path: "/inputs/size" }]);
  });

  test("is refused when a part of it is not there", () => {
    const { offering } = checked(whole, published(database));
    const given = { offering: offering ?? nothing(), revision: 1, operation: "create", context };
    const inputs = { db: { name: "orders" }, wanted: true };
    expect(refusal(() => compileTree({ ...given, inputs }, {}, {})).code).toBe("not_ready");
  });

  test("holds the plans of grandchildren too", () => {
    const middle = documentOf("middle", {
      inputs: `  type: object
  required: [db]
  properties: { db: { $ref: "offering:database" } }`,
      steps: order("db", "database", `, from: "\${{ inputs.db }}"`),
    });
    const catalog = published(database, middle);
    const top = documentOf("top", {
      inputs: `  type: object
  required: [part]
  properties: { part: { $ref: "offering:middle" } }`,
      steps: order("part", "middle", `, from: "\${{ inputs.part }}"`),
    });
    const { offering } = checked(top, catalog);
    const inputs = { part: { db: { name: "deep" } } };
    const tree = compileTree(
      { offering: offering ?? nothing(), revision: 1, operation: "create", inputs, context },
      { "/part/db/password": "hush" },
      familyOf(catalog),
    );
    expect(tree.children.map(({ plan }) => plan.offering)).toEqual(["middle", "database"]);
    expect(tree.plan.steps[0]?.child?.plan.steps[0]?.child?.plan.given.inputs).toMatchObject({ name: "deep" });
    expect(tree.children[1]?.secrets).toEqual({ "/password": "hush" });
  });
});

test("what a bundle's form accepts is what the child's own form would, with the same secrets", () => {
  const catalog = published(database);
  const { offering } = checked(whole, catalog);
  const own = catalog["database"]?.document;
  if (!offering || !own) return nothing();
  const answers = fc.record(
    {
      name: fc.constantFrom("orders", "NO", ""),
      size: fc.constantFrom("small", "large", "huge"),
      count: fc.oneof(fc.integer(), fc.constant("many")),
      password: fc.string({ minLength: 1 }),
      replica: fc.boolean(),
      zone: fc.constantFrom("a", "z"),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(answers, (db) => {
      const asked = accept(buildForm(offering.inputs, offering.ui), { db });
      const alone = accept(buildForm(own.inputs, own.ui), db);
      expect(asked.ok).toBe(alone.ok);
      if (!asked.ok || !alone.ok) return;
      const order = { offering, revision: 1, operation: "create", inputs: asked.open, context };
      const [made] = compileTree(order, asked.secrets, familyOf(catalog)).children;
      expect(made?.order.inputs).toEqual(alone.open);
      expect(made?.secrets).toEqual(alone.secrets);
    }),
    { numRuns: 150 },
  );
});

function refusal(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}

function nothing(): never {
  throw new Error("No document.");
}
