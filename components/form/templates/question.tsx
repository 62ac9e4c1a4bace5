import { ADDITIONAL_PROPERTY_FLAG } from "@rjsf/utils";
import type { FieldTemplateProps } from "@rjsf/utils";
import { useContext, useMemo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { describedBy, FieldError } from "#components/ui/field.tsx";
import { fieldAt, pointerTo, spoken } from "#lib/core/form/question-paths.ts";
import { useMessage } from "#components/form/issue-board.ts";
import { FormInUseContext, QuestionContext } from "#components/form/question-context.ts";
import { NamedEntry } from "./named-entry.tsx";
import { shapeOf } from "./question-shape.ts";
import type { Shape } from "./question-shape.ts";

/** One question: label, help, control and what is wrong with the answer. */
export function QuestionTemplate(props: FieldTemplateProps<unknown>) {
  const { id, fieldPathId, children, schema, hidden } = props;
  const { form, empty } = useContext(FormInUseContext);
  const field = fieldAt(form, fieldPathId.path);
  const shape = shapeOf(props, field);
  const path = pointerTo(fieldPathId.path);
  const message = useMessage(path, shape === "control" || shape === "switch");
  const label = titleOf(props);
  const help = field.help ?? props.rawDescription ?? schema.description;
  const describes = describedBy(id, { help, error: message });
  const context = useMemo(
    () => ({ field, label, describedBy: describes, labelledBy: `${id}-label`, invalid: message !== undefined }),
    [field, label, describes, id, message],
  );
  if (fieldPathId.path.length === 0) return children;
  if (hidden || shape === "fixed") return <div hidden />;
  const error = (
    <>
      <StandsIn text={empty.get(path)} />
      {message === undefined ? null : <FieldError id={`${id}-error`} message={message} />}
    </>
  );
  const narrow = isNarrow(props, shape, help);
  const body =
    shape === "control" ? (
      <>
        <div>
          <Label {...props} label={label} />
          <Help id={id} help={help} />
        </div>
        {!narrow && isNumber(schema) ? <div className="sm:max-w-[calc(50%-0.5rem)]">{children}</div> : children}
        {error}
      </>
    ) : (
      <>
        {children}
        {error}
      </>
    );
  const named = ADDITIONAL_PROPERTY_FLAG in schema ? <NamedEntry {...props}>{children}</NamedEntry> : body;
  return (
    <div data-question={path} className={classNames("min-w-0 space-y-1.5", narrow ? "sm:col-span-1" : "col-span-full")}>
      <QuestionContext value={context}>{named}</QuestionContext>
    </div>
  );
}

function titleOf({ label, schema, uiSchema, fieldPathId }: FieldTemplateProps<unknown>): string {
  const given = uiSchema?.["ui:title"] ?? schema.title;
  if (typeof given === "string" && given !== "") return given;
  const last = fieldPathId.path.at(-1);
  return typeof last === "number" ? `Entry ${last + 1}` : spoken(typeof last === "string" ? last : label);
}

/** A question with a default is always answered, so it is not called optional. */
function Label({ id, required, label, schema }: FieldTemplateProps<unknown>) {
  return (
    <label id={`${id}-label`} htmlFor={id} className="label">
      {label}
      {required || schema.default !== undefined ? null : <span className="font-normal text-muted"> optional</span>}
    </label>
  );
}

function Help({ id, help }: { id: string; help: string | undefined }) {
  if (!help) return null;
  return (
    <p id={`${id}-help`} className="help mt-0.5">
      {help}
    </p>
  );
}

/** What counts while the field is empty: nobody orders a default unknowingly. */
function StandsIn({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p aria-live="polite" className="help">
      Left empty, this is {text}.
    </p>
  );
}

/** Numbers and plain selects stand two in a row where there is room and no help to make them uneven. */
function isNarrow(
  { schema, uiSchema, fieldPathId }: FieldTemplateProps<unknown>,
  shape: Shape,
  help: string | undefined,
): boolean {
  if (help || shape !== "control" || fieldPathId.path.length !== 1) return false;
  const widget: unknown = uiSchema?.["ui:widget"];
  if (schema.enum || schema.oneOf) return widget === undefined || widget === "select";
  return isNumber(schema);
}

/** Takes no more room than a number needs, wherever it stands. */
function isNumber({ type }: FieldTemplateProps<unknown>["schema"]): boolean {
  return type === "integer" || type === "number";
}
