import { canExpand } from "@rjsf/utils";
import type { ObjectFieldTemplateProps } from "@rjsf/utils";
import { Plus } from "lucide-react";
import { useContext } from "react";
import { Button } from "#components/ui/button.tsx";
import { fieldAt, spoken } from "#lib/core/form/question-paths.ts";
import { FormInUseContext } from "#components/form/question-context.ts";

/** The questions of a group; at the top, those of the page that is shown, in the order of the page. */
export function GroupTemplate(props: ObjectFieldTemplateProps<unknown>) {
  const { fieldPathId, properties } = props;
  const { page } = useContext(FormInUseContext);
  if (fieldPathId.path.length === 0) {
    const byName = new Map(properties.map((property) => [property.name, property.content]));
    return page.map((name) => byName.get(name));
  }
  if (properties.length === 0 && !canExpand(props.schema, props.uiSchema, props.formData)) return null;
  return <Fieldset {...props} />;
}

function Fieldset({
  fieldPathId,
  title,
  description,
  required,
  properties,
  schema,
  uiSchema,
  formData,
  onAddProperty,
}: ObjectFieldTemplateProps<unknown>) {
  const { form } = useContext(FormInUseContext);
  const id = fieldPathId.$id;
  const last = fieldPathId.path.at(-1);
  const name = typeof last === "number" ? `Entry ${last + 1}` : schema.title || spoken(String(last ?? title));
  const help = fieldAt(form, fieldPathId.path).help ?? description;
  return (
    <fieldset
      id={id}
      aria-describedby={help ? `${id}-help` : undefined}
      className="min-w-0 rounded-lg border border-line px-4 pt-2 pb-4"
    >
      <legend className="label px-1.5">
        {name}
        {required || typeof last === "number" ? null : <span className="font-normal text-muted"> optional</span>}
      </legend>
      {help ? (
        <p id={`${id}-help`} className="help mb-3">
          {help}
        </p>
      ) : null}
      <div className="grid gap-4">{properties.map((property) => property.content)}</div>
      {canExpand(schema, uiSchema, formData) ? (
        <Button small className="mt-3" onClick={() => onAddProperty()}>
          <Plus className="size-3.5" aria-hidden /> Add to {name}
        </Button>
      ) : null}
    </fieldset>
  );
}
