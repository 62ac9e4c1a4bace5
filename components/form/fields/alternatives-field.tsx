import type { FieldProps, RJSFSchema } from "@rjsf/utils";
import { useContext, useState } from "react";
import { FormInUseContext, useQuestion } from "#components/form/question-context.ts";
import { constantsOf, nearestOption, questionsIn } from "./alternatives.ts";

/** One of several groups of questions: which one, then its questions. At the top it stands on the page of its questions. */
export function AlternativesField(props: FieldProps<unknown>) {
  const { schema, fieldPathId, registry, onChange, required, disabled, readonly } = props;
  const { page } = useContext(FormInUseContext);
  const { label } = useQuestion();
  const [chosen, setChosen] = useState<number | null>(null);
  const options = (schema.oneOf ?? schema.anyOf ?? []).map((option) =>
    typeof option === "object" ? registry.schemaUtils.retrieveSchema(option, props.formData) : {},
  );
  const selected = chosen ?? nearestOption(options, props.formData);
  const option = options[selected];
  const atTop = fieldPathId.path.length === 0;
  if (atTop && !options.some((other) => questionsIn(other).some((name) => page.includes(name)))) return null;

  const choose = (index: number) => {
    setChosen(index);
    onChange(carriedOver(props.formData, schema, options[index] ?? {}), fieldPathId.path, undefined, fieldPathId.$id);
  };
  const { SchemaField } = registry.fields;
  const id = `${fieldPathId.$id}-alternative`;
  return (
    <div className="col-span-full grid gap-4">
      <div className="space-y-1.5">
        <label htmlFor={id} className="label">
          {schema.title || label || "Kind"}
          {required || atTop ? null : <span className="font-normal text-muted"> optional</span>}
        </label>
        <select
          id={id}
          className="field"
          value={selected}
          disabled={disabled === true || readonly === true}
          onChange={(event) => choose(Number(event.target.value))}
        >
          {options.map((other, index) => (
            <option key={other.title ?? index} value={index}>
              {other.title ?? `Kind ${index + 1}`}
            </option>
          ))}
        </select>
      </div>
      {option && SchemaField ? <SchemaField {...props} required schema={withParent(schema, option)} /> : null}
    </div>
  );
}

/** An option may leave the type to the schema it stands in, and what is due as well. */
function withParent(schema: RJSFSchema, option: RJSFSchema): RJSFSchema {
  const { type = schema.type, required = [] } = option;
  return { ...option, ...(type === undefined ? {} : { type }), required: [...(schema.required ?? []), ...required] };
}

/** What the other option was answered goes; what both ask, and what stands beside them, stays. */
function carriedOver(value: unknown, schema: RJSFSchema, option: RJSFSchema): unknown {
  if (!option.properties) return undefined;
  const kept = new Set([...questionsIn(schema), ...questionsIn(option)]);
  const entries =
    typeof value === "object" && value !== null ? Object.entries(value).filter(([name]) => kept.has(name)) : [];
  return { ...Object.fromEntries(entries), ...constantsOf(option) };
}
