import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "#lib/core/json.ts";
import { knownText, knownValue, possibleValues } from "./known.ts";

const questions = {
  properties: { size: { enum: ["s", "l"] }, on: { type: "boolean" }, kind: { const: "x" }, name: { type: "string" } },
};

test("a text is known when no expression is in it", () => {
  expect(knownText("acme/db-ops")).toBe("acme/db-ops");
  expect(knownText("$${{ is written so }}")).toBe("${{ is written so }}");
  expect(knownText("a-${{ inputs.name }}")).toBeUndefined();
  expect(knownText("${{ never closed")).toBeUndefined();
  expect(knownText(7)).toBeUndefined();
});

test("a list or an object is known when all of it is", () => {
  expect(knownValue({ a: ["x", 1, null] })).toEqual({ a: ["x", 1, null] });
  expect(knownValue({ a: ["x", "${{ inputs.name }}"] })).toBeUndefined();
});

test.each<[Json, Json[] | undefined]>([
  ["s", ["s"]],
  ["${{ inputs.size }}", ["s", "l"]],
  ["${{inputs.on}}", [true, false]],
  ["${{ inputs.kind }}", ["x"]],
  ["${{ inputs.name }}", undefined],
  ["${{ inputs.gone }}", undefined],
  ["${{ inputs.size + 'x' }}", undefined],
  ["x-${{ inputs.size }}", undefined],
])("%j may be %j", (value, expected) => {
  expect(possibleValues(value, questions)).toEqual(expected);
});

test("whatever stands in a document, looking at it throws nothing, and what holds no expression is itself", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as Json;
      const known = knownValue(json);
      const open = JSON.stringify(json).includes("${{");
      expect(open ? json : known).toEqual(json);
    }),
  );
});
