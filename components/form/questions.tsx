// The package's front door also brings a test registry, and with it a validator that is not installed.
import SchemaForm from "@rjsf/core/lib/components/Form.js";
import type { IChangeEvent } from "@rjsf/core";
import { memo, useMemo } from "react";
import type { Form } from "#lib/core/form/form.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { displaySchema } from "./display-schema.ts";
import { fields, templates, widgets } from "./theme.ts";
import { uiSchemaOf } from "./ui-schema.ts";
import { validator } from "./validator.ts";

/** Ours are applied outside, by the same code as at every other door. */
const noDefaults = {
  emptyObjectFields: "skipDefaults",
  arrayMinItems: { populate: "never" },
  allOf: "skipDefaults",
  constAsDefaults: "never",
} as const;

/** The questions of a form, drawn by rjsf in our theme. Which page is shown is told by context. */
export const Questions = memo(function Questions({ form, values, onChange, idPrefix = "question" }: QuestionsProps) {
  const schema = useMemo(() => displaySchema(form), [form]);
  const uiSchema = useMemo(() => uiSchemaOf(form), [form]);
  return (
    <SchemaForm<unknown>
      tagName="div"
      className="grid grid-cols-1 gap-x-4 gap-y-5 sm:grid-cols-2"
      idPrefix={idPrefix}
      schema={schema}
      uiSchema={uiSchema}
      formData={values}
      validator={validator}
      fields={fields}
      templates={templates}
      widgets={widgets}
      noValidate
      showErrorList={false}
      experimental_defaultFormStateBehavior={noDefaults}
      onChange={(event: IChangeEvent<unknown>) => onChange(event.formData)}
    >
      <></>
    </SchemaForm>
  );
});

interface QuestionsProps {
  form: Form;
  values: JsonObject;
  onChange: (values: unknown) => void;
  /** Where several forms are on one page, their controls are told apart by it. */
  idPrefix?: string;
}
