import type { WidgetProps } from "@rjsf/utils";
import { classNames } from "#components/ui/class-names.ts";
import { useQuestion } from "#components/form/question-context.ts";
import { choicesOf, isChosen, titleAndDetail } from "./choices.ts";
import type { Choice } from "./choices.ts";
import { controlProps, TextWidget } from "./text-widgets.tsx";

export function SelectWidget(props: WidgetProps<unknown>) {
  const question = useQuestion();
  const { onChange, multiple, placeholder } = props;
  const choices = choicesOf(props, question.field);
  if (multiple === true) return <CheckboxesWidget {...props} />;
  const position = choices.findIndex((choice) => isChosen(choice, props.value));
  return (
    <select
      {...controlProps(props, question)}
      className="field"
      value={position === -1 ? "" : position}
      onChange={(event) => onChange(event.target.value === "" ? undefined : choices[Number(event.target.value)]?.value)}
    >
      {position === -1 || (props.required !== true && props.schema.default === undefined) ? (
        <option value="">{question.field.placeholder ?? (placeholder || "Choose …")}</option>
      ) : null}
      {choices.map(({ label }, index) => (
        <option key={label} value={index}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** Radio buttons; a group is named by the question's label. */
export function RadioWidget(props: WidgetProps<unknown>) {
  return <RadioGroup {...props} className="space-y-2 pt-1" Option={PlainOption} />;
}

/** Radio buttons drawn as cards: a title, and under it what comes with it. */
export function CardsWidget(props: WidgetProps<unknown>) {
  return (
    <RadioGroup
      {...props}
      className="grid grid-cols-1 gap-2 sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]"
      Option={CardOption}
    />
  );
}

interface OptionProps {
  id: string;
  name: string;
  choice: Choice;
  chosen: boolean;
  disabled: boolean;
  invalid: boolean;
  onChoose: () => void;
}

function RadioGroup({
  className,
  Option,
  ...props
}: WidgetProps<unknown> & { className: string; Option: typeof PlainOption }) {
  const question = useQuestion();
  const choices = choicesOf(props, question.field);
  if (choices.length === 0) return <TextWidget {...props} />;
  const { id, disabled, readonly, onChange, required } = props;
  return (
    <div
      role="radiogroup"
      id={id}
      className={className}
      aria-labelledby={question.labelledBy}
      aria-describedby={question.describedBy}
      aria-required={required === true || undefined}
      aria-invalid={question.invalid || undefined}
    >
      {choices.map((choice, index) => (
        <Option
          key={choice.label}
          id={`${id}-${index}`}
          name={id}
          choice={choice}
          chosen={isChosen(choice, props.value)}
          disabled={disabled === true || readonly === true}
          invalid={question.invalid}
          onChoose={() => onChange(choice.value)}
        />
      ))}
    </div>
  );
}

function PlainOption({ id, name, choice, chosen, disabled, onChoose }: OptionProps) {
  const { title, detail } = titleAndDetail(choice.label);
  return (
    <label htmlFor={id} className="flex items-start gap-2.5">
      <input
        type="radio"
        id={id}
        name={name}
        checked={chosen}
        disabled={disabled}
        onChange={onChoose}
        className="mt-0.5 size-4 accent-accent"
      />
      <span>
        {title}
        {detail === undefined ? null : <span className="block text-xs text-muted">{detail}</span>}
      </span>
    </label>
  );
}

function CardOption({ id, name, choice, chosen, disabled, invalid, onChoose }: OptionProps) {
  const { title, detail } = titleAndDetail(choice.label);
  return (
    <label
      htmlFor={id}
      className={classNames(
        "block cursor-pointer rounded-lg border bg-surface px-3.5 py-2.5 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        chosen
          ? "border-accent ring-3 ring-accent/20"
          : invalid
            ? "border-bad"
            : "border-line-strong hover:border-faint",
      )}
    >
      <input
        type="radio"
        id={id}
        name={name}
        checked={chosen}
        disabled={disabled}
        onChange={onChoose}
        className="sr-only"
      />
      <span className="block font-medium text-ink">{title}</span>
      {detail === undefined ? null : <span className="mt-0.5 block text-xs text-muted">{detail}</span>}
    </label>
  );
}

/** Any number of the values. */
export function CheckboxesWidget(props: WidgetProps<unknown>) {
  const question = useQuestion();
  const { id, disabled, readonly, onChange } = props;
  const choices = choicesOf(props, question.field);
  const value: unknown = props.value;
  const chosen: unknown[] = Array.isArray(value) ? value : [];
  if (choices.length === 0) return <TextWidget {...props} />;
  return (
    <div
      role="group"
      id={id}
      className="flex flex-wrap gap-x-5 gap-y-2 pt-1"
      aria-labelledby={question.labelledBy}
      aria-describedby={question.describedBy}
    >
      {choices.map((choice, index) => (
        <label key={choice.label} htmlFor={`${id}-${index}`} className="flex items-center gap-2">
          <input
            type="checkbox"
            id={`${id}-${index}`}
            className="size-4 accent-accent"
            checked={chosen.some((entry) => isChosen(choice, entry))}
            disabled={disabled === true || readonly === true}
            aria-invalid={question.invalid || undefined}
            onChange={(event) => onChange(toggled(choices, chosen, choice, event.target.checked))}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}

/** In the order of the choices, whatever the order of the clicks. */
function toggled(choices: Choice[], chosen: unknown[], choice: Choice, on: boolean): unknown[] {
  return choices
    .filter((other) => (other === choice ? on : chosen.some((entry) => isChosen(other, entry))))
    .map(({ value }) => value);
}
