import { expect, test } from "vitest";
import { filled } from "./fill.ts";
import { keysOf, takes } from "./keys.ts";

const blocks = { greeting: () => "hello" };

test("only what stands between markers is made anew", () => {
  const page = "Before.\n\n<!-- generated: greeting -->\n\nold\n\n<!-- end -->\n\nAfter.\n";
  const made = "Before.\n\n<!-- generated: greeting -->\n\nhello\n\n<!-- end -->\n\nAfter.\n";
  expect(filled(page, blocks)).toBe(made);
  expect(filled(made, blocks)).toBe(made);
});

test("a marker that names nothing is an error that lists what there is", () => {
  expect(() => filled("<!-- generated: farewell -->\n<!-- end -->", blocks)).toThrow(
    "Nothing is called “farewell”; there are greeting.",
  );
});

test("nested objects, lists and named values are told by their path", () => {
  const leaf = { type: "string", description: "A name." };
  const schema = {
    type: "object",
    required: ["steps"],
    properties: {
      steps: { type: "array", items: { type: "object", properties: { id: leaf } } },
      outputs: { type: "object", additionalProperties: { type: "object", properties: { from: leaf } } },
    },
  };
  expect(keysOf(schema).map(({ path, takes: what, required }) => [path, what, required])).toEqual([
    ["steps", "list of objects", true],
    ["steps[].id", "text", false],
    ["outputs", "by name: object", false],
    ["outputs.*.from", "text", false],
  ]);
  expect(keysOf(schema, ["steps", "outputs"])).toHaveLength(2);
});

test.each([
  [{ type: "string" }, "text"],
  [{ enum: ["a", "b"] }, "`a`, `b`"],
  [{ type: "integer", minimum: 1, maximum: 3 }, "whole number, 1 to 3"],
  [{ type: "array", items: { type: "string" } }, "list of texts"],
  [
    {
      anyOf: [
        { type: "string", format: "date" },
        { type: "string", pattern: "\\$\\{\\{" },
      ],
    },
    "date, or one whole expression",
  ],
  [{ $ref: "#/$defs/any" }, "anything"],
])("%j is told as %s", (schema, words) => {
  expect(takes(schema)).toBe(words);
});
