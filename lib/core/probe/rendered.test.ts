import { describe, expect, test } from "vitest";
import { checked, database as part, documentOf, published } from "#lib/core/offering/bundle/bundle.fixture.ts";
import { offeringSchema } from "#lib/core/offering/document.ts";
import { compilePlan } from "#lib/core/plan/compile.ts";
import { database, order } from "#lib/core/plan/plan.fixture.ts";
import { compileTree, familyKey } from "#lib/core/plan/tree.ts";
import { knownValue } from "./known.ts";
import { renderedTargets } from "./rendered.ts";

const targets = (inputs = {}, offering = database()) =>
  renderedTargets({ plan: compilePlan(order(inputs, offering)), offering }, []);
const way = (id: string, of = targets()) => of.find(({ step }) => step === id)?.ways[0];

describe("a step of a dry run", () => {
  test("names what one order would name, as if it had a number already", () => {
    expect(way("create")).toMatchObject({
      uses: "http",
      path: "/fulfillment/steps/0",
      with: { path: "/v1/projects/shop/databases/orders", headers: { "X-Request": "REQ-0" }, body: { gib: 20 } },
      rendered: { owner: "data-platform", madeUp: [], part: false },
    });
  });

  test("leaves open what comes of earlier steps, and what is secret", () => {
    const { body } = way("create")?.with ?? {};
    expect(body).toMatchObject({ password: "${{ inputs.password }}" });
    expect(knownValue(body)).toBeUndefined();
    expect(way("ticket")).toMatchObject({
      path: "/fulfillment/steps/1/any/1",
      with: { summary: "Bootstrap orders on ${{ steps.create.outputs.host }}" },
    });
  });

  test("is read as text, whatever an answer looks like", () => {
    const name = "${{ inputs.size }} and $${{ this }}";
    const summary = way("large", targets({ name, size: "large" }))?.with["summary"];
    expect(knownValue(summary)).toBe(`Review ${name}`);
    const description = way("ticket", targets({ notes: name }))?.with["description"];
    expect(description).toContain("Notes: $${{ inputs.size }} and $$${{ this }} on ");
  });

  test("that does not run names nothing", () => {
    expect(targets().find(({ step }) => step === "large")?.ways).toEqual([]);
    expect(way("large", targets({ size: "large" }))).toMatchObject({ with: { summary: "Review orders" } });
  });

  test("plans its module with something made up for a secret", () => {
    const variables = { name: "${{ inputs.name }}", password: "${{ inputs.password }}" };
    const steps = [{ id: "it", uses: "terraform", with: { module: "modules/db", variables } }];
    const offering = offeringSchema.parse({ ...database(), fulfillment: { steps }, outputs: {} });
    const it = way("it", targets({}, offering));
    expect(it).toMatchObject({ rendered: { madeUp: ["/variables/password"] } });
    expect(knownValue(it?.with ?? {})).toEqual({
      module: "modules/db",
      variables: { name: "orders", password: "Made-up-secret-1" },
    });
  });
});

test("what another offering would do is told at the step that orders it, with its own team", () => {
  const catalog = published(part);
  const { offering } = checked(
    documentOf("bundle", {
      inputs: `  type: object
  required: [db]
  properties:
    db: { $ref: "offering:database" }`,
      steps: `    - id: db
      title: Its database
      uses: offering
      with: { offering: database, from: "\${{ inputs.db }}" }`,
    }),
    catalog,
  );
  if (!offering) throw new Error("No offering.");
  const family = Object.fromEntries(Object.entries(catalog).map(([name, one]) => [familyKey(name, one.revision), one]));
  const given = { ...order({}, offering), inputs: { db: { name: "orders" } } };
  const { plan, children } = compileTree(given, { "/db/password": "hush" }, family);
  const found = renderedTargets(
    { plan, offering },
    children.map(({ plan: below, order: { offering: of, modules = {} } }) => ({ plan: below, offering: of, modules })),
  );
  const [own, ...below] = found;
  expect(own).toMatchObject({ step: "db", title: "Its database" });
  expect(below.length).toBeGreaterThan(0);
  for (const { step, title, ways } of below) {
    expect(step).toMatch(/^db\/./);
    expect(title).toMatch(/^Its database › ./);
    expect(ways).toMatchObject([{ path: "/fulfillment/steps/0", rendered: { part: true } }]);
  }
});
