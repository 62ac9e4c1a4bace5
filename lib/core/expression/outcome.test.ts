import { expect, test } from "vitest";
import { outcomeOf } from "./outcome.ts";
import { dyn } from "./shape.ts";
import type { Scope } from "./shape.ts";

const scope: Scope = {
  inputs: {
    shape: {
      kind: "object",
      fields: {
        size: { shape: { kind: "string", literals: ["small", "large"] } },
        replica: { shape: { kind: "bool" } },
        name: { shape: { kind: "string" } },
        count: { shape: { kind: "int" } },
        rules: { shape: { kind: "list", items: dyn } },
      },
    },
  },
};

test.each([
  ["false", false],
  ["1 == 2", false],
  ["1.0 == 1", true],
  ["2 > 1", true],
  ["2 <= 1", false],
  ["'a' < 'b'", true],
  ["inputs.size == 'medium'", false],
  ["inputs.size == 'small' && inputs.size == 'large'", false],
  ["inputs.size != 'small' || inputs.size != 'large'", true],
  ["inputs.size in ['medium', 'huge']", false],
  ["inputs.size in ['small', 'large']", true],
  ["inputs.replica || !inputs.replica", true],
  ["inputs.name == 'a' && false", false],
  ["inputs.count > 3 || true", true],
  ["inputs.replica ? inputs.size == 'medium' : false", false],
  ['inputs["size"] == "medium"', false],
  ["has(inputs.size) && inputs.size == 'medium'", false],
])("%s is always %s", (expression, always) => {
  expect(outcomeOf(expression, scope)).toBe(always);
});

test.each([
  "inputs.size == 'small'",
  "inputs.replica",
  "inputs.name == 'a'",
  "inputs.name == 'a' && inputs.name == 'b'",
  "has(inputs.size)",
  "inputs.?size.orValue('') == 'medium'",
  "inputs.rules.exists(inputs, inputs.size == 'medium')",
  "inputs.size == inputs.name",
  "1 == 'a'",
  "(",
  "steps.a.outputs.b == 'x'",
])("%s may come to either", (expression) => {
  expect(outcomeOf(expression, scope)).toBeUndefined();
});

test("so many cases that nobody can tell are left alone", () => {
  const fields = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`b${index}`, { shape: { kind: "bool" as const } }]),
  );
  const many = Object.keys(fields).map((name) => `inputs.${name}`);
  expect(outcomeOf(`${many.join(" && ")} && false`, { inputs: { shape: { kind: "object", fields } } })).toBeUndefined();
});
