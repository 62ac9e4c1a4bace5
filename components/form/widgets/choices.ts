import type { RJSFSchema, WidgetProps } from "@rjsf/utils";
import type { FormField } from "#lib/core/form/form.ts";
import { inWords } from "#lib/core/form/words.ts";
import { withoutUndefined } from "#lib/core/form/settle.ts";

/** One of the values to choose from. Controls deal in positions, so that 1 and "1" stay apart. */
export interface Choice {
  value: unknown;
  label: string;
}

export function choicesOf({ schema, options }: WidgetProps<unknown>, field: FormField): Choice[] {
  const given: Choice[] = options.enumOptions ?? optionsOf(itemsOf(schema));
  return given.map(({ value, label }) => ({ value, label: labelOf(value, label, field) }));
}

function itemsOf(schema: RJSFSchema): RJSFSchema {
  const { items } = schema;
  return typeof items === "object" && !Array.isArray(items) ? items : {};
}

function optionsOf(schema: RJSFSchema): Choice[] {
  if (schema.enum) return schema.enum.map((value: unknown) => ({ value, label: inWords(withoutUndefined(value)) }));
  const titled = (schema.oneOf ?? schema.anyOf ?? []).filter((option) => typeof option === "object");
  return titled.map((option) => ({
    value: option.const,
    label: option.title ?? inWords(withoutUndefined(option.const)),
  }));
}

function labelOf(value: unknown, fallback: string, field: FormField): string {
  const labels = field.labels ?? {};
  return Object.hasOwn(labels, String(value)) ? (labels[String(value)] ?? fallback) : fallback;
}

/** `Small · 2 vCPU · 4 GiB` is a title with details behind it. */
export function titleAndDetail(label: string): { title: string; detail: string | undefined } {
  const cut = label.indexOf(" · ");
  return cut === -1
    ? { title: label, detail: undefined }
    : { title: label.slice(0, cut), detail: label.slice(cut + 3) };
}

export function isChosen(choice: Choice, value: unknown): boolean {
  return (
    choice.value === value ||
    (typeof value === "object" && value !== null && JSON.stringify(choice.value) === JSON.stringify(value))
  );
}
