import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import type { PlanState } from "./plan-query.ts";

interface ButtonProps {
  /** What it says; a dangerous one is red. */
  label: string;
  danger: boolean;
  busy: boolean;
  plan: PlanState;
  /** Everything is answered. Before that, it leads to what is not. */
  whole: boolean;
  confirmed: boolean;
}

/** What runs is what was shown: nothing is ordered before its plan is there. */
export function OrderButton({ label, danger, busy, plan, whole, confirmed }: ButtonProps) {
  const shown = (plan.kind === "plan" || plan.kind === "problem") && plan.current;
  return (
    <Button type="submit" tone={danger ? "danger" : "primary"} busy={busy} disabled={!confirmed || (whole && !shown)}>
      {label}
    </Button>
  );
}

interface TypedProps {
  /** What has to be typed, letter by letter. */
  name: string;
  typed: string;
  change: (typed: string) => void;
}

/** What cannot be taken back takes more than a click. */
export function TypedName({ name, typed, change }: TypedProps) {
  return (
    <Field
      id="typed-name"
      label={
        <>
          Type <span className="font-mono">{name}</span> to confirm
        </>
      }
    >
      <input
        id="typed-name"
        className="field"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => change(event.target.value)}
      />
    </Field>
  );
}
