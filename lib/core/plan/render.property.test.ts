import fc from "fast-check";
import { expect, test } from "vitest";
import { checked, documentOf } from "#lib/core/offering/bundle/bundle.fixture.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { compilePlan } from "./compile.ts";
import { evaluateCondition } from "./fill.ts";

const context = { requester: "Alex", team: "checkout", project: "shop", environment: "dev", vars: {} };

/** Two optional answers, a step that yields a name, and one that reads both where a condition holds. */
const conditional = (condition: string, text: string) =>
  documentOf("conditional", {
    inputs: `  type: object
  properties:
    note: { type: string }
    zone: { type: string }`,
    steps: `    - id: first
      uses: manual
      with:
        team: data-platform
        instructions: Say it.
        outputs: { type: object, required: [name], properties: { name: { type: string } } }
    - id: second
      if: "$\{{ ${condition} }}"
      uses: manual
      with: { team: data-platform, instructions: "${text}" }`,
  });

const planOf = (offering: Offering, inputs: JsonObject) =>
  compilePlan({ offering, revision: 1, operation: "create", inputs, context });

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom("has(inputs.note)", "has(inputs.zone)", "steps.first.outputs.name == 'x'", "'zone' in inputs"),
    tie("condition").map((one) => `!(${one})`),
    fc
      .tuple(tie("condition"), fc.constantFrom("&&", "||"), tie("condition"))
      .map(([one, sign, other]) => `(${one} ${sign} ${other})`),
  ),
}));
const reads = fc.constantFrom("inputs.note", "inputs.zone", "inputs.note + inputs.zone", "inputs.?note.orValue('-')");
const answers = fc.constantFrom<JsonObject>({}, { note: "n" }, { zone: "z" }, { note: "n", zone: "z" });

test("what passes the check can be planned, whichever optional answers are left out", () => {
  let planned = 0;
  fc.assert(
    fc.property(condition, reads, answers, (holds, read, inputs) => {
      const { offering, issues } = checked(conditional(holds, `Note \${{ ${read} }}`), {});
      if (!offering || issues.some(({ severity }) => severity === "error")) return;
      expect(planOf(offering, inputs).steps).toHaveLength(2);
      planned += 1;
    }),
    { numRuns: 300 },
  );
  expect(planned).toBeGreaterThan(50);
});

test("what a step reads that is not there stays open while it may not run, and then it is skipped", () => {
  const source = conditional("has(inputs.note) && steps.first.outputs.name == 'x'", `Note \${{ inputs.note }}`);
  const { offering } = checked(source, {});
  if (!offering) throw new Error("No document.");
  const known = planOf(offering, { note: "this" }).steps[1];
  expect(known?.payload.holes).toEqual([]);
  const plan = planOf(offering, {});
  const [, second] = plan.steps;
  expect(second?.payload.holes).toMatchObject([{ shows: "‹note›", until: "outputs" }]);
  const facts = { number: "REQ-1", createdAt: "", inputs: {}, outputs: { first: { name: "x" } } };
  expect(second && evaluateCondition({ plan, offering }, second, facts)).toBe(false);
});
