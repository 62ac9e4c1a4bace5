import { expect, test } from "vitest";
import { checkOffering } from "../lint.ts";

/** What the check says of a form, without what it says of answers that nothing reads. */
function told(inputs: string): string[] {
  const source = `apiVersion: pao/v1
kind: Offering
metadata: { name: a, title: A, summary: A., owner: a, category: a }
inputs: ${inputs}
fulfillment:
  steps: [{ id: ask, uses: manual, with: { team: a, instructions: Do it } }]
`;
  return checkOffering(source)
    .issues.filter(({ message }) => !message.startsWith("Nothing reads"))
    .map(({ severity, line, message }) => `${severity} ${line} ${message}`);
}

const a = "{ type: string, title: A }";

test.each([
  [`{ type: object, required: [regoin], properties: { region: ${a} } }`, "regoin", "region"],
  [
    `{ type: object, properties: { net: { type: object, title: N, required: [ciddr], properties: { cidr: ${a} } } } }`,
    "ciddr",
    "cidr",
  ],
  [
    `{ type: object, properties: { l: { type: array, title: L, items: { type: object, required: [prt], properties: { port: ${a} } } } } }`,
    "prt",
    "port",
  ],
  [
    `{ type: object, properties: { region: ${a} }, if: { required: [region] }, then: { required: [zoen], properties: { zone: ${a} } } }`,
    "zoen",
    "zone",
  ],
  [`{ type: object, properties: { region: ${a} }, allOf: [{ required: [regoin] }] }`, "regoin", "region"],
  [
    `{ type: object, properties: { region: ${a} }, if: { required: [regoin] }, then: { required: [region] } }`,
    "regoin",
    "region",
  ],
  [
    `{ type: object, properties: { region: ${a}, zone: ${a} }, dependentRequired: { zone: [regoin] } }`,
    "regoin",
    "region",
  ],
  [
    `{ type: object, $defs: { net: { type: object, required: [ciddr], properties: { cidr: ${a} } } }, properties: { net: { $ref: "#/$defs/net" } } }`,
    "ciddr",
    "cidr",
  ],
])("what is required is a question: %s", (inputs, wrong, right) => {
  expect(told(inputs)).toEqual([`error 4 ${wrong} is no question of this object; did you mean ${right}?`]);
});

test.each([
  `{ type: object, properties: { net: { type: object, title: N, properties: { cidr: ${a} } }, on: { type: boolean, title: O } }, if: { required: [on] }, then: { properties: { net: { required: [cidr] } } } }`,
  `{ type: object, properties: { on: { type: boolean, title: O } }, if: { required: [on] }, then: { properties: { zone: ${a} } }, allOf: [{ if: { required: [zone] }, then: { required: [on] } }] }`,
  `{ type: object, required: [x], additionalProperties: { type: string } }`,
])("a question may stand in another branch, and an open object takes any name: %s", (inputs) => {
  expect(told(inputs)).toEqual([]);
});

test.each([
  "{ type: integer, title: Q, minimum: 1, default: 0 }",
  "{ type: string, title: Q, enum: [a, b], default: c }",
  "{ type: string, title: Q, default: 5 }",
  "{ type: array, title: Q, items: { type: string, maxLength: 1 }, default: [ab] }",
])("a question takes its own default: %s", (question) => {
  expect(told(`{ type: object, properties: { quota: ${question} } }`)).toEqual([
    expect.stringMatching(/^error 4 The question does not take its own default: .+\.$/),
  ]);
});

test("a default may leave inner questions open, and a fitting one is fine", () => {
  const net = `{ type: object, title: N, required: [cidr], properties: { cidr: ${a}, v6: { type: boolean, title: V } }, default: { v6: true } }`;
  expect(told(`{ type: object, properties: { net: ${net}, n: { type: integer, title: N, default: 3 } } }`)).toEqual([]);
});
