import type { FieldTemplateProps } from "@rjsf/utils";
import type { FormField } from "#lib/core/form/form.ts";

/**
 * How a question is drawn: a labelled control, a switch beside its label, a group or list that names itself, or not at
 * all because only one answer is possible.
 */
export type Shape = "control" | "switch" | "group" | "fixed";

export function shapeOf(
  { schema, uiSchema, formData, registry }: FieldTemplateProps<unknown>,
  field: FormField,
): Shape {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type !== "boolean" && schema.const !== undefined && (formData === undefined || formData === schema.const))
    return "fixed";
  const choices = registry.schemaUtils.isSelect(schema);
  if ((schema.oneOf || schema.anyOf) && !choices) return "group";
  if (type === "boolean") return field.widget === undefined || field.widget === "switch" ? "switch" : "control";
  if (type === "object") return "group";
  if (type === "array")
    return uiSchema?.["ui:widget"] || registry.schemaUtils.isMultiSelect(schema) ? "control" : "group";
  return "control";
}
