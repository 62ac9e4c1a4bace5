import type { MultiSchemaFieldTemplateProps } from "@rjsf/utils";
import { useContext } from "react";
import { FormInUseContext, useQuestion } from "#components/form/question-context.ts";

/** One of several groups of questions: which one, then its questions. At the top it stands on the page of its questions. */
export function AlternativesTemplate({
  selector,
  optionSchemaField,
  schema,
  registry,
}: MultiSchemaFieldTemplateProps<unknown>) {
  const { page } = useContext(FormInUseContext);
  const { label } = useQuestion();
  const asked = (schema.oneOf ?? schema.anyOf ?? []).flatMap((option) => {
    const resolved = typeof option === "object" ? registry.schemaUtils.retrieveSchema(option) : {};
    return Object.keys(resolved.properties ?? {});
  });
  const atTop = label === "";
  if (atTop && !asked.some((name) => page.includes(name))) return null;
  return (
    <div className="col-span-full grid gap-4">
      <label className="block space-y-1.5">
        <span className="label">{schema.title || label || "Kind"}</span>
        {selector}
      </label>
      {optionSchemaField}
    </div>
  );
}
