import { checkExpression } from "#lib/core/expression/check.ts";
import type { Scope, Shape } from "#lib/core/expression/shape.ts";
import { parseTemplate } from "#lib/core/expression/template.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { scopeFor } from "#lib/core/offering/scope.ts";
import type { DeclaredOutput } from "#lib/core/plan/plan.ts";
import type { ChildOffering } from "./child.ts";

/** What a request for an offering yields, with the types that its expressions have. */
export function outputsOfOffering({ document, modules }: Pick<ChildOffering, "document" | "modules">) {
  const scope = scopeFor(document, { outputs: true, modules });
  const late = new Set(document.fulfillment.steps.filter(({ blocking }) => !blocking).map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(document.outputs).map(([name, output]): [string, DeclaredOutput] => [
      name,
      declared(output, scope, late),
    ]),
  );
}

/** What reads a step that nobody waits for may not be there yet when the request is completed. */
function declared(output: Offering["outputs"][string], scope: Scope, late: ReadonlySet<string>): DeclaredOutput {
  const { whole, parts } = parseTemplate(output.value);
  const checked = parts.flatMap((part) => ("expression" in part ? [checkExpression(part.expression, scope)] : []));
  const reads = checked.flatMap((one) => one.reads);
  const [only] = checked;
  return {
    schema: whole && only ? schemaOfShape(only.shape) : { type: "string" },
    ...(output.title === undefined ? {} : { title: output.title }),
    secret: output.secret || reads.some(({ secret }) => secret),
    ...(reads.some(({ path: [root, id = ""] }) => root === "steps" && late.has(id)) ? { optional: true } : {}),
  };
}

/** A JSON Schema that every value of this shape fits. */
export function schemaOfShape(shape: Shape): JsonObject {
  switch (shape.kind) {
    case "string":
    case "null":
      return { type: shape.kind };
    case "timestamp":
      return { type: "string" };
    case "int":
      return { type: "integer" };
    case "double":
      return { type: "number" };
    case "bool":
      return { type: "boolean" };
    case "list":
      return { type: "array", items: schemaOfShape(shape.items) };
    case "map":
      return { type: "object", additionalProperties: schemaOfShape(shape.values) };
    case "object":
      return {
        type: "object",
        properties: Object.fromEntries(
          Object.entries(shape.fields).map(([name, { shape: inner }]) => [name, schemaOfShape(inner)]),
        ),
        required: Object.entries(shape.fields).flatMap(([name, { optional }]) => (optional === true ? [] : [name])),
      };
    case "dyn":
      return {};
  }
}
