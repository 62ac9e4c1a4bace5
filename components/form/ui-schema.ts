import type { UiSchema } from "@rjsf/utils";
import type { Form } from "#lib/core/form/form.ts";
import { questionsOf } from "#lib/core/form/question-paths.ts";
import type { Question } from "#lib/core/form/question-paths.ts";
import { entrySchemas, said } from "#lib/core/form/subschemas.ts";

/** Which widget each question gets; everything else about a question is read where it is drawn. */
export function uiSchemaOf(form: Form): UiSchema {
  const ui: UiSchema = {};
  for (const question of questionsOf(form)) {
    const widget = form.fields[question.path]?.widget ?? (asksChoices(question) ? "checkboxes" : undefined);
    if (widget !== undefined) placeFor(ui, question.path)["ui:widget"] = widget;
  }
  return ui;
}

/** A list of values from an enum is answered by ticking them. */
function asksChoices({ schemas }: Question): boolean {
  return (
    said(schemas, "type") === "array" &&
    Array.isArray(
      said(
        entrySchemas(schemas, 0).filter((part) => typeof part === "object"),
        "enum",
      ),
    )
  );
}

function placeFor(ui: UiSchema, path: string): UiSchema {
  const steps = path
    .split(".")
    .flatMap((name) => [name.replaceAll("[]", ""), ...Array<string>(name.split("[]").length - 1).fill("items")]);
  return steps.reduce((here, step) => {
    const known: unknown = here[step];
    const next = isUiSchema(known) ? known : {};
    here[step] = next;
    return next;
  }, ui);
}

function isUiSchema(value: unknown): value is UiSchema {
  return typeof value === "object" && value !== null;
}
