import { useCallback, useMemo, useState } from "react";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import { beginningOf } from "#lib/core/offering/outline/automate.ts";
import type { Automation, Keep } from "#lib/core/offering/outline/automate.ts";
import { configAnswers, configForm, wayOf } from "#lib/core/offering/outline/step-form.ts";
import type { WrittenWay } from "#lib/core/offering/outline/step-form.ts";
import { withSuggestions } from "#lib/core/offering/outline/suggested.ts";
import { Button } from "#components/ui/button.tsx";
import type { AutomateProps } from "./automate-dialog.tsx";
import { mayHoldExpressions } from "./expression-words.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { KeepChoice } from "./keep-choice.tsx";
import { Readable } from "./readable.tsx";
import { useShortForm } from "./use-short-form.ts";

interface FormProps extends AutomateProps {
  title: string;
  uses: Automation;
  /** What was answered before, on the way back from the review. */
  answered: { answers: JsonObject; keep: Keep } | null;
  back: () => void;
  edit: (automation: WrittenWay, keep: Keep) => string;
  onWritten: (source: string, answers: JsonObject, keep: Keep) => void;
}

/** What the automation gets, and where it is taken. */
export function AutomateForm(props: FormProps) {
  const { source, value, part, step, way, context, title, uses, answered, back, close } = props;
  const beginning = useMemo(() => {
    const held = valueAt(value, way.path);
    const config = isJsonObject(held) && isJsonObject(held["with"]) ? held["with"] : {};
    const now: WrittenWay = { uses: way.uses ?? "manual", with: config };
    const whole = valueAt(value, step.path);
    return beginningOf(uses, {
      step: isJsonObject(whole) ? whole : {},
      way: now,
      title: step.title,
      questions: part.questions,
      source,
    });
  }, [value, way, step, part, source, uses]);
  const formOf = useCallback(
    (answers: JsonObject) => configForm(uses, context, beginning.with, answers),
    [uses, context, beginning],
  );
  const follow = useCallback(
    (next: JsonObject, last: JsonObject) => withSuggestions(uses, context, part.questions, next, last),
    [uses, context, part],
  );
  const form = useShortForm({
    initial: answered?.answers ?? configAnswers(uses, context, beginning),
    formOf,
    follow,
  });
  const [keep, setKeep] = useState<Keep>(answered?.keep ?? { kind: "replace" });
  const edit = (answers: JsonObject) => {
    const made = wayOf(uses, context, answers, beginning);
    return "issues" in made ? made : props.edit(made.way, keep);
  };
  return (
    <FormDialog
      {...{ title, form, edit, close }}
      description={mayHoldExpressions}
      verb="See what changes"
      onWritten={(text, answers) => props.onWritten(text, answers, keep)}
      aside={<Button onClick={back}>Back</Button>}
      before={<Readable part={part} step={step} offering={props.offering} context={context} />}
    >
      <KeepChoice
        keep={keep}
        onChange={setKeep}
        environments={environmentsOf(props)}
        mayFallBack={step.fallback === null}
      />
    </FormDialog>
  );
}

function environmentsOf({ offering, context }: AutomateProps): readonly string[] {
  return offering?.metadata.environments ?? context.environments ?? [];
}
