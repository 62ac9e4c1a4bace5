import type { WidgetProps } from "@rjsf/utils";
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import type { HTMLInputTypeAttribute, InputHTMLAttributes } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { useQuestion } from "#components/form/question-context.ts";
import type { QuestionInUse } from "#components/form/question-context.ts";

/** What every control says to those who do not see the page. */
export function controlProps({ id, required, disabled, readonly }: WidgetProps<unknown>, question: QuestionInUse) {
  return {
    id,
    disabled: disabled === true || readonly === true,
    "aria-required": required === true || undefined,
    "aria-invalid": question.invalid || undefined,
    "aria-describedby": question.describedBy,
  } satisfies InputHTMLAttributes<HTMLInputElement>;
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function isNumeric({ schema }: WidgetProps<unknown>): boolean {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return types.includes("number") || types.includes("integer");
}

/** An empty control is no answer, which is not the same as an empty text. */
const given = (text: string): string | undefined => (text === "" ? undefined : text);

const byFormat: Record<string, HTMLInputTypeAttribute> = { email: "email", uri: "url", date: "date", time: "text" };

export function TextWidget(props: WidgetProps<unknown>) {
  const question = useQuestion();
  if (props.schema.writeOnly === true) return <PasswordWidget {...props} />;
  const { onChange, schema } = props;
  const { unit, placeholder } = question.field;
  const input = {
    ...controlProps(props, question),
    type: byFormat[schema.format ?? ""] ?? "text",
    inputMode: isNumeric(props) ? (schema.type === "integer" ? "numeric" : "decimal") : undefined,
    value: textOf(props.value),
    placeholder,
    autoComplete: "off",
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => onChange(given(event.target.value)),
  } as const;
  if (unit === undefined) return <input {...input} className={classNames("field", question.invalid && "text-bad")} />;
  return (
    <div className="field flex items-center gap-2">
      <input
        {...input}
        className={classNames("min-w-0 flex-1 bg-transparent outline-none", question.invalid && "text-bad")}
      />
      <span className="shrink-0 text-muted">{unit}</span>
    </div>
  );
}

export function TextareaWidget(props: WidgetProps<unknown>) {
  const question = useQuestion();
  return (
    <textarea
      {...controlProps(props, question)}
      className="field min-h-24"
      rows={question.field.widget === "markdown" ? 8 : 4}
      value={textOf(props.value)}
      placeholder={question.field.placeholder}
      onChange={(event) => props.onChange(given(event.target.value))}
    />
  );
}

export function PasswordWidget(props: WidgetProps<unknown>) {
  const question = useQuestion();
  const [shown, setShown] = useState(false);
  const Sign = shown ? EyeOff : Eye;
  return (
    <div className="field flex items-center gap-2 py-0 pr-1">
      <input
        {...controlProps(props, question)}
        type={shown ? "text" : "password"}
        className="min-w-0 flex-1 bg-transparent py-1.5 outline-none"
        value={textOf(props.value)}
        placeholder={question.field.placeholder}
        autoComplete="new-password"
        spellCheck={false}
        onChange={(event) => props.onChange(given(event.target.value))}
      />
      <button
        type="button"
        className="button button-quiet button-icon min-h-7 w-7"
        aria-label={`${shown ? "Hide" : "Show"} ${question.label}`}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        <Sign className="size-4" aria-hidden />
      </button>
    </div>
  );
}
