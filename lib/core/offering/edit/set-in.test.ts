import { describe, expect, test } from "vitest";
import { insertIn, moveIn, removeIn, setIn } from "./set-in.ts";

const source = `# yaml-language-server: $schema=./offering.schema.json
metadata:
  name: a # short
  tags: [x, y]

  # why
  owner: 'us'
inputs:
  properties:
    size: { type: string, enum: [s, m] } # by load
    name: { type: string }
policies: []
fulfillment:
  steps:
    # first of all
    - id: one
      with:
        text: |
          hello

    # then
    - id: two
`;

describe("setIn", () => {
  test("a value changes where it stands, in its own quotes, beside its comment", () => {
    expect(setIn(source, ["metadata", "name"], "b")).toBe(source.replace("name: a #", "name: b #"));
    expect(setIn(source, ["metadata", "owner"], "them")).toBe(source.replace("'us'", '"them"'));
  });
  test("an item joins a list in brackets inside the brackets", () => {
    expect(setIn(source, ["metadata", "tags"], ["x", "new, one", "y"])).toBe(
      source.replace("[x, y]", '[x, "new, one", y]'),
    );
  });
  test("a question is written as the ones beside it", () => {
    expect(setIn(source, ["inputs", "properties", "zone"], { type: "string", enum: ["a", "b"] })).toBe(
      source.replace("name: { type: string }\n", "name: { type: string }\n    zone: { type: string, enum: [a, b] }\n"),
    );
  });
  test("an empty list becomes one with lines", () => {
    expect(setIn(source, ["policies"], [{ id: "p", when: "${{ true }}" }])).toBe(
      source.replace("policies: []", 'policies:\n  - id: p\n    when: "${{ true }}"'),
    );
  });
  test("what is missing on the way is made, in the order of the reference", () => {
    expect(setIn(source, ["ui", "fields", "size", "help"], "Soon")).toBe(
      source.replace("policies: []", "ui:\n  fields:\n    size:\n      help: Soon\npolicies: []"),
    );
    expect(setIn(source, ["inputs", "required"], ["size"])).toBe(
      source.replace("inputs:\n", "inputs:\n  required: [size]\n"),
    );
  });
  test("an item comes between others, and leaves with its comment", () => {
    expect(insertIn(source, ["fulfillment", "steps"], 1, { id: "mid" })).toBe(
      source.replace("          hello\n", "          hello\n    - id: mid\n"),
    );
    expect(removeIn(source, ["fulfillment", "steps", 1])).toBe(source.replace("    # then\n    - id: two\n", ""));
  });
  test("moving an item takes its comment along", () => {
    expect(moveIn(source, ["fulfillment", "steps"], 1, 0)).toBe(
      source.slice(0, source.indexOf("    # first")) +
        "    # then\n    - id: two\n\n    # first of all\n    - id: one\n      with:\n        text: |\n          hello\n",
    );
  });
  test("a text that is no YAML is refused with its issues", () => {
    expect(() => setIn("a: [", ["a"], 1)).toThrow(expect.objectContaining({ code: "invalid" }));
  });
});

test("below an empty first line, too, an entry goes with the comment right above it", () => {
  expect(removeIn("\n# how it looks\nui: {}\nname: a\n", ["ui"])).toBe("\nname: a\n");
});
