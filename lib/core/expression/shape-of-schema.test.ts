import { describe, expect, it } from "vitest";
import { shapeOfSchema, shapeOfValue } from "./shape-of-schema.ts";
import { questions } from "./scope.fixture.ts";
import { holdsSecret } from "./shape.ts";
import type { Field } from "./shape.ts";
import type { JsonSchema } from "#lib/core/json.ts";

function fieldsOf(schema: JsonSchema): Record<string, Field> {
  const shape = shapeOfSchema(schema);
  return shape.kind === "object" ? shape.fields : {};
}

describe("shapeOfSchema", () => {
  it("knows what is asked, and what may be absent", () => {
    const fields = fieldsOf(questions);
    expect(Object.keys(fields)).toContain("zone");
    const absent = Object.entries(fields).flatMap(([name, field]) => (field.optional ? [name] : []));
    expect(absent).toEqual(["password", "network", "zone"]);
  });

  it("keeps integers, numbers and choices apart", () => {
    const fields = fieldsOf(questions);
    expect(fields["count"]?.shape).toEqual({ kind: "int" });
    expect(fields["ratio"]?.shape).toEqual({ kind: "double" });
    expect(fields["size"]?.shape).toEqual({ kind: "string", literals: ["small", "medium", "large"] });
  });

  it("finds questions in every keyword that may ask them", () => {
    const ask = (name: string): JsonSchema => ({ properties: { [name]: { type: "string" } }, required: [name] });
    const fields = fieldsOf({
      type: "object",
      allOf: [ask("all"), { if: true, then: ask("then"), else: ask("else") }],
      oneOf: [ask("one"), ask("other")],
      dependentSchemas: { all: ask("dependent") },
    });
    const marks = Object.entries(fields).map(([name, field]) => [name, field.optional === true]);
    expect(Object.fromEntries(marks)).toEqual({
      all: false,
      then: true,
      else: true,
      one: true,
      other: true,
      dependent: true,
    });
  });

  it("marks secrets, nested and referenced ones too", () => {
    const shape = shapeOfSchema({
      type: "object",
      $defs: { key: { type: "string", writeOnly: true } },
      properties: { login: { type: "object", properties: { key: { $ref: "#/$defs/key" } } } },
    });
    expect(holdsSecret(shape)).toBe(true);
  });

  it("ends with a schema that refers to itself", () => {
    const shape = shapeOfSchema({ type: "object", properties: { child: { $ref: "#" }, other: { $ref: "#" } } });
    expect(shape.kind).toBe("object");
  });

  it("holds what a condition narrows to what both may say", () => {
    const fields = fieldsOf({
      type: "object",
      properties: { size: { type: "string", default: "small" } },
      then: { properties: { size: { enum: ["small"] } } },
    });
    expect(fields["size"]).toEqual({ shape: { kind: "string" } });
  });

  it("reads a free object as one whose names are not known", () => {
    expect(shapeOfSchema({ type: "object", additionalProperties: { type: "integer" } })).toEqual({
      kind: "map",
      values: { kind: "int" },
    });
  });
});

describe("shapeOfValue", () => {
  it("knows constants by their values", () => {
    expect(shapeOfValue({ port: 5432, rate: 0.5, zones: ["a", "b"] })).toMatchObject({
      kind: "object",
      fields: {
        port: { shape: { kind: "int" } },
        rate: { shape: { kind: "double" } },
        zones: { shape: { least: 2, most: 2 } },
      },
    });
  });
});
