import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { checkExpression } from "./check.ts";
import { ExpressionProblem, evaluate, renderText } from "./evaluate.ts";
import { scope } from "./scope.fixture.ts";

const context: JsonObject = {
  inputs: {
    name: "orders",
    size: "small",
    count: 5,
    ratio: 2,
    replica: false,
    "instance-type": "m5",
    rules: [{ port: 80 }, { port: 443, note: "tls" }],
  },
  request: { number: "REQ-1", environment: "prod", createdAt: "2026-01-01T00:00:00Z" },
  steps: { database: {} },
  vars: { domain: "example.com" },
};

describe("evaluate", () => {
  it.each([
    ["inputs.size", "small"],
    ["inputs.count + 1", 6],
    ["inputs.count / 2", 2],
    ["inputs.ratio / 4", 0.5],
    ["inputs.count * inputs.ratio", 10],
    ["inputs.count * 1.5", 7.5],
    ["2.0 - 1", 1],
    ["inputs.count == 5.0", true],
    ["size(inputs.rules) + inputs.ratio + 2", 6],
    ["inputs.ratio / 4 * 2", 1],
    ['inputs["instance-type"]', "m5"],
    ["has(inputs.zone)", false],
    ['inputs.?zone.orValue("none")', "none"],
    ["inputs.rules.map(r, r.?note.orValue('-'))", ["-", "tls"]],
    ["inputs.rules.filter(r, has(r.note)).map(r, r.port)", [443]],
    ["inputs.rules.exists(r, r.port > 100)", true],
    ["steps.database.outputs.?port.orValue(5432)", 5432],
    ["{'a': inputs.count, 'b': [inputs.ratio]}", { a: 5, b: [2] }],
    ["vars.domain", "example.com"],
    ["'name' in inputs", true],
    ["timestamp(request.createdAt).getFullYear()", 2026],
    ["inputs.rules", [{ port: 80 }, { port: 443, note: "tls" }]],
    ["inputs.rules[?0].orValue({}) == {'port': 80}", true],
    ["size(inputs.rules[?1].orValue({}))", 2],
  ])("%s", (expression, value) => {
    expect(evaluate(expression, context, scope)).toEqual(value);
  });

  it("takes whole numbers for integers when no scope says otherwise", () => {
    expect(evaluate("inputs.ratio / 4", context)).toBe(0);
  });

  it.each([
    ["1 / 0", "${{ 1 / 0 }} gave no value: this divides by zero."],
    [
      "inputs.ratio / 0",
      "${{ inputs.ratio / 0 }} gave no value: its value is no finite number; it may divide by zero.",
    ],
    ["9007199254740993", "${{ 9007199254740993 }} gave no value: 9007199254740993 is too large for a number in JSON."],
    ["inputs.?zone", "${{ inputs.?zone }} gave no value: its value is absent; end it with .orValue(…)."],
    ["inputs.toString", "${{ inputs.toString }} gave no value: there is no toString here."],
    ["nothing", "${{ nothing }} gave no value: unknown variable: nothing."],
    ["1 +", "${{ 1 + }} gave no value: this expression breaks off: something is missing at its end."],
  ])("says why %s has no value", (expression, message) => {
    expect(() => evaluate(expression, context, scope)).toThrow(new ExpressionProblem(message, expression));
  });

  it("does not walk lists longer than the check counted with", () => {
    const long = { inputs: { rules: Array.from({ length: 1_001 }, () => ({ port: 1 })) } };
    expect(() => evaluate("inputs.rules.map(r, r.port)", long, scope)).toThrow(/1001 items/);
    expect(evaluate("size(inputs.rules)", long, scope)).toBe(1_001);
  });

  it("does not repeat a long text for each item of a list", () => {
    const long = { inputs: { name: "x".repeat(10_001), rules: [] } };
    expect(() => evaluate("inputs.rules.map(r, inputs.name)", long, scope)).toThrow(/10001 characters/);
    expect(evaluate("inputs.name.size()", long, scope)).toBe(10_001);
  });

  it("leaves the context as it was", () => {
    const before = structuredClone(context);
    evaluate("inputs", context, scope);
    expect(context).toEqual(before);
  });

  it("gives back any JSON that it is asked for", () => {
    const json = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<Json>(null, true, false),
        fc.string(),
        fc.maxSafeInteger(),
        fc.float({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
        fc.array(tie("json"), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie("json"), { maxKeys: 4 }),
      ),
    })).json;
    fc.assert(
      fc.property(json, (value) => {
        expect(evaluate("vars.value", { vars: { value } })).toEqual(value);
      }),
    );
  });

  it("has a value for whatever the check accepts, when the answers fit the form", () => {
    const places = [
      "inputs.size",
      "inputs.count",
      "inputs.ratio",
      "inputs.replica",
      "inputs.?zone.orValue('x')",
      "size(inputs.rules)",
      "2",
      "1.5",
      "'a'",
      "true",
    ];
    const operator = fc.constantFrom("+", "-", "*", "==", "!=", "<", ">=", "&&", "||", "in");
    const expression = fc
      .tuple(fc.constantFrom(...places), fc.array(fc.tuple(operator, fc.constantFrom(...places)), { maxLength: 4 }))
      .map(([first, rest]) => [first, ...rest.flat()].join(" "))
      .filter((source) => checkExpression(source, scope).issues.every((issue) => issue.severity === "warning"));
    fc.assert(
      fc.property(expression, (source) => {
        expect(() => evaluate(source, context, scope)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

describe("renderText", () => {
  it("never writes [object Object]", () => {
    expect([null, "a", 1.5, true, [1, "x"], { a: 1 }].map(renderText)).toEqual([
      "",
      "a",
      "1.5",
      "true",
      '[1,"x"]',
      '{"a":1}',
    ]);
  });
});
