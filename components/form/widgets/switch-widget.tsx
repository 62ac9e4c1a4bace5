import type { WidgetProps } from "@rjsf/utils";
import { classNames } from "#components/ui/class-names.ts";
import { useQuestion } from "#components/form/question-context.ts";
import { controlProps, TextWidget } from "./text-widgets.tsx";

/** Yes or no, with its label beside it. */
export function SwitchWidget(props: WidgetProps<unknown>) {
  const question = useQuestion();
  const { id, schema, onChange } = props;
  if (schema.type !== "boolean") return <TextWidget {...props} />;
  const on = props.value === true;
  const help = question.field.help ?? schema.description;
  return (
    <div className="flex items-start gap-3">
      <button
        type="button"
        role="switch"
        {...controlProps(props, question)}
        aria-checked={on}
        aria-labelledby={`${id}-label`}
        onClick={() => onChange(!on)}
        className={classNames(
          "relative mt-0.5 h-5 w-9 shrink-0 rounded-full transition-colors",
          on ? "bg-accent" : "bg-line-strong",
          question.invalid && "ring-2 ring-bad",
        )}
      >
        <span
          className={classNames(
            "absolute top-0.5 left-0.5 size-4 rounded-full bg-white shadow-card transition-transform",
            on && "translate-x-4",
          )}
        />
      </button>
      <div className="min-w-0">
        <label id={`${id}-label`} htmlFor={id} className="label">
          {question.label}
        </label>
        {help ? (
          <p id={`${id}-help`} className="help">
            {help}
          </p>
        ) : null}
      </div>
    </div>
  );
}
