import { shapeOfSchema } from "./shape-of-schema.ts";
import { dyn, emptyFields, field } from "./shape.ts";
import type { Scope, Shape } from "./shape.ts";
import type { JsonSchema } from "#lib/core/json.ts";

/** A form with everything that expressions meet: for tests. */
export const questions: JsonSchema = {
  type: "object",
  required: ["name", "count", "rules"],
  properties: {
    name: { type: "string" },
    size: { type: "string", enum: ["small", "medium", "large"], default: "small" },
    count: { type: "integer" },
    ratio: { type: "number", default: 1 },
    replica: { type: "boolean", default: false },
    "instance-type": { type: "string", default: "m5" },
    password: { type: "string", writeOnly: true },
    rules: {
      type: "array",
      maxItems: 20,
      items: {
        type: "object",
        required: ["port"],
        properties: { port: { type: "integer" }, note: { type: "string" } },
      },
    },
    network: { type: "object", properties: { cidr: { type: "string" } } },
  },
  if: { properties: { replica: { const: true } }, required: ["replica"] },
  then: { properties: { zone: { enum: ["zone-a", "zone-b"] } }, required: ["zone"] },
};

function object(fields: Record<string, Shape>): Shape {
  const made = emptyFields();
  for (const [name, shape] of Object.entries(fields)) made[name] = field(shape);
  return { kind: "object", fields: made };
}

const outputs: Shape = {
  kind: "object",
  fields: {
    host: field({ kind: "string" }),
    port: field({ kind: "int" }, { optional: true }),
    password: field({ kind: "string" }, { secret: true }),
  },
};

export const scope: Scope = {
  inputs: field(shapeOfSchema(questions)),
  request: field(
    object({ number: { kind: "string" }, environment: { kind: "string" }, createdAt: { kind: "string" } }),
  ),
  steps: field(object({ database: object({ outputs }) })),
  vars: field(dyn),
};
