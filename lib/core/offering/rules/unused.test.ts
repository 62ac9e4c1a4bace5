import { expect, test } from "vitest";
import { checkOffering } from "#lib/core/offering/lint.ts";

/** A document that asks for `size`, with what is done about it. */
const asking = (rest: string, steps = "instructions: Make it.") => `apiVersion: pao/v1
kind: Offering
metadata: { name: a, title: A, summary: A., owner: compute, category: test }
inputs: { type: object, required: [size], properties: { size: { type: string } } }
fulfillment: { steps: [{ id: make, uses: manual, with: { team: compute, ${steps} } }] }
${rest}`;

const told = (source: string) => checkOffering(source).issues.map(({ line, message }) => `${line} ${message}`);

const operation = (inputs: string, instructions: string) => `operations:
  resize:
    title: Resize
    inputs: ${inputs}
    fulfillment: { steps: [{ id: change, uses: manual, with: { team: compute, instructions: "${instructions}" } }] }
`;
const nothing = "{ type: object, properties: {} }";

test.each([
  ["a step", asking("", 'instructions: "Make ${{ inputs.size }}."')],
  ["a policy", asking(`policies: [{ id: p, when: "\${{ inputs.size == 'a' }}", effect: warn, message: Dear. }]`)],
  ["an output", asking('outputs: { size: { value: "${{ inputs.size }}" } }')],
  ["a later operation", asking(operation(nothing, "From ${{ resource.inputs.size }}"))],
])("what %s reads is used", (_, source) => {
  expect(told(source)).toEqual([]);
});

test.each([
  ["a page", asking("ui: { pages: [{ title: One, fields: [size] }] }")],
  ["nothing", asking("")],
])("what only %s names is not", (_, source) => {
  expect(told(source)).toEqual(["4 Nothing reads the answer to size."]);
});

test("an operation's own question is not used by the answers that the resource was made with", () => {
  const asked = "{ type: object, required: [size], properties: { size: { type: string } } }";
  expect(told(asking(operation(asked, "From ${{ resource.inputs.size }}")))).toEqual([
    "9 Nothing reads the answer to size.",
  ]);
});

test("a name that is misspelt is one mistake", () => {
  expect(told(asking("", 'instructions: "Make ${{ inputs.siez }}."'))).toEqual([
    "5 inputs.siez is not a question of this form; did you mean inputs.size?",
  ]);
});

test("a question that is asked in one case or another is told where it is asked first", () => {
  const cases = `{ type: object, properties: {}, allOf: [
      { if: { properties: { size: { const: s } } }, then: { properties: { zone: { type: string } } } },
      { else: { properties: { zone: { type: string } } } } ] }`;
  expect(told(asking(operation(cases, "Change it.")))).toEqual([
    "4 Nothing reads the answer to size.",
    "10 Nothing reads the answer to zone.",
  ]);
});
