import { describe, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import type { OfferingUi } from "#lib/core/offering/document.ts";
import { buildForm } from "./build.ts";
import { validate } from "./validate.ts";

function messages(
  properties: JsonObject,
  values: JsonObject,
  ui: OfferingUi = {},
  more: JsonObject = {},
): Record<string, string[]> {
  const issues = validate(buildForm({ type: "object", properties, ...more }, ui), values);
  const grouped: Record<string, string[]> = {};
  for (const { path, message } of issues) (grouped[path] ??= []).push(message);
  return grouped;
}

describe("each keyword is told in plain words", () => {
  const cases: [string, JsonObject, JsonObject[string], string][] = [
    ["a short text", { type: "string", minLength: 3 }, "ab", "At least 3 characters."],
    ["a long text", { type: "string", maxLength: 1 }, "ab", "At most 1 character."],
    ["an empty text that has to be longer", { type: "string", minLength: 1 }, "", "Answer this question."],
    ["a text for a number", { type: "integer" }, "ab", "This has to be a whole number."],
    ["a broken number for a whole one", { type: "integer" }, 1.5, "This has to be a whole number."],
    ["nothing at all", { type: "string" }, null, "Answer this question."],
    [
      "a value that is not offered",
      { enum: ["small", "medium", "large"] },
      "huge",
      "Choose one of small, medium or large.",
    ],
    [
      "a titled value that is not offered",
      { oneOf: [{ const: 16 }, { const: 17, title: "17 (new)" }] },
      9,
      "Choose one of 16 or 17.",
    ],
    ["a wrong fixed value", { const: true }, false, "This has to be yes."],
    ["a wrong date", { type: "string", format: "date" }, "31.1.", "A date, such as 2026-01-31."],
    ["a step that is missed", { type: "integer", multipleOf: 10 }, 15, "A multiple of 10."],
    ["too few entries", { type: "array", minItems: 1 }, [], "At least 1 entry."],
    ["the same entry twice", { type: "array", uniqueItems: true }, ["a", "a"], "Each entry may stand here only once."],
  ];
  test.each(cases)("%s", (_name, schema, value, message) => {
    expect(messages({ answer: schema }, { answer: value })).toEqual({ "/answer": [message] });
  });

  test("a limit is told with its unit", () => {
    const ui: OfferingUi = { fields: { retention: { unit: "days" } } };
    expect(messages({ retention: { type: "integer", maximum: 35 } }, { retention: 45 }, ui)).toEqual({
      "/retention": ["At most 35 days."],
    });
  });

  test("the author's own sentence wins, inside lists too", () => {
    const rules: JsonObject = {
      type: "array",
      items: { type: "object", properties: { port: { type: "integer", maximum: 65535 } } },
    };
    const ui: OfferingUi = { fields: { "rules[].port": { messages: { maximum: "Ports end at 65535." } } } };
    expect(messages({ rules }, { rules: [{ port: 1 }, { port: 70000 }] }, ui)).toEqual({
      "/rules/1/port": ["Ports end at 65535."],
    });
  });
});

describe("each mistake is told once, at its question", () => {
  test("a missing answer is told at the question that is missing", () => {
    const network: JsonObject = { type: "object", required: ["cidr"], properties: { cidr: { type: "string" } } };
    expect(messages({ network }, { network: {} })).toEqual({ "/network/cidr": ["Answer this question."] });
  });

  test("a mistake inside a branch does not make its other questions unwanted", () => {
    const branch: JsonObject = { properties: { a: { type: "integer" }, b: { type: "string" } }, required: ["a"] };
    expect(messages({}, { a: "x", b: "y" }, {}, { allOf: [branch] })).toEqual({
      "/a": ["This has to be a whole number."],
    });
  });

  test("of several alternatives only the one that is meant is spoken of", () => {
    const alternative = (kind: string, key: string): JsonObject => ({
      properties: { kind: { const: kind }, [key]: { type: "string" } },
      required: ["kind", key],
    });
    const more = { oneOf: [alternative("public", "host"), alternative("private", "subnet")] };
    expect(messages({}, { kind: "private" }, {}, more)).toEqual({ "/subnet": ["Answer this question."] });
  });

  test("answers that fit several alternatives of which only one may hold do not pass", () => {
    const more = { oneOf: [{ required: ["a"] }, { required: ["b"] }] };
    const properties = { a: { type: "string" }, b: { type: "string" } };
    expect(messages(properties, { a: "1", b: "2" }, {}, more)).toEqual({ "": ["These answers do not fit together."] });
  });

  test("mistakes are told in the order in which the form asks, whatever order the document has", () => {
    const properties = { name: { type: "string" }, size: { type: "integer" }, zone: { type: "string" } };
    const more = { required: ["name", "zone", "size"] };
    const pages = [
      { title: "One", fields: ["zone", "size"] },
      { title: "Two", fields: ["name"] },
    ];
    expect(Object.keys(messages(properties, { size: "a" }, { pages }, more))).toEqual(["/zone", "/size", "/name"]);
  });

  test("required by another answer", () => {
    const properties = { a: { type: "string" }, b: { type: "string" } };
    expect(messages(properties, { a: "1" }, {}, { dependentRequired: { a: ["b"] } })).toEqual({
      "/b": ["Answer this question."],
    });
  });
});

describe("what is not asked", () => {
  const properties: JsonObject = {
    replica: { type: "boolean", title: "Read replica" },
    engine: { enum: ["pg", "mysql"] },
  };
  const whenReplica: JsonObject = { if: { properties: { replica: { const: true } }, required: ["replica"] } };
  const zone: JsonObject = { zone: { type: "string", title: "Replica zone" } };

  test("an answer to a hidden question is told with the condition", () => {
    expect(messages(properties, { zone: "a" }, {}, { ...whenReplica, then: { properties: zone } })).toEqual({
      "/zone": ["Replica zone is asked only when Read replica is yes."],
    });
    expect(
      messages(properties, { replica: true, zone: "a" }, {}, { ...whenReplica, else: { properties: zone } }),
    ).toEqual({
      "/zone": ["Replica zone is not asked when Read replica is yes."],
    });
    expect(messages(properties, { zone: "a" }, {}, { dependentSchemas: { engine: { properties: zone } } })).toEqual({
      "/zone": ["Replica zone is asked only when Engine is answered."],
    });
  });

  test("a question that nobody asks is named", () => {
    expect(messages(properties, { zoen: "a" })).toEqual({ "/zoen": ["“zoen” is not one of the questions."] });
  });
});

test("an order of any length is judged in no time, also where entries may stand only once", () => {
  const list = { type: "array", uniqueItems: true, maxItems: 5 };
  const many = Array.from({ length: 40_000 }, (_, at) => at);
  const deep = Array.from({ length: 4_000 }, (_, at) => ({
    ...Object.fromEntries("abcdefghij".split("").map((key) => [key, "same"])),
    at,
  }));
  const began = performance.now();
  for (const given of [many, deep]) {
    expect(messages({ q: list }, { q: given })).toEqual({ "/q": ["These are too many entries to compare."] });
  }
  expect(performance.now() - began).toBeLessThan(500);
  expect(messages({ q: list }, { q: many.slice(0, 500) })).toEqual({ "/q": ["At most 5 entries."] });
  expect(messages({ q: { type: "array" } }, { q: many })).toEqual({});
});

test("blanks alone do not answer a required question", () => {
  expect(messages({ reason: { type: "string" } }, { reason: "  \n" }, {}, { required: ["reason"] })).toEqual({
    "/reason": ["Answer this question."],
  });
});
