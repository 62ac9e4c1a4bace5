import { useCallback, useMemo } from "react";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { setIn } from "#lib/core/offering/edit/set-in.ts";
import { withStep } from "#lib/core/offering/edit/step.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import { following, stepIdFor } from "#lib/core/offering/outline/new-name.ts";
import { configAnswers, configForm, wayOf } from "#lib/core/offering/outline/step-form.ts";
import type { WrittenWay } from "#lib/core/offering/outline/step-form.ts";
import { stepMetaAnswers, stepMetaForm, withStepMeta, withWay } from "#lib/core/offering/outline/step-meta.ts";
import { withSuggestions } from "#lib/core/offering/outline/suggested.ts";
import type { OutlineWay } from "#lib/core/offering/outline/steps.ts";
import { mayHoldExpressions } from "./expression-words.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { Readable } from "./readable.tsx";
import type { StepDialogProps } from "./step-dialog.tsx";
import { useShortForm } from "./use-short-form.ts";

const fields = (held: Json | undefined): JsonObject => (isJsonObject(held) ? held : {});

export function StepForm(props: StepDialogProps & { uses: AdapterKind; title: string }) {
  const { source, value, part, step, way = step?.ways[0], uses, title, context, onChange, close } = props;
  const was = useMemo(() => (way ? writtenWay(value, way) : undefined), [value, way]);
  const before = was?.with ?? nothing;
  const formOf = useCallback(
    (answers: JsonObject) => configForm(uses, context, before, answers),
    [uses, context, before],
  );
  const follow = useCallback(
    (next: JsonObject, last: JsonObject) => withSuggestions(uses, context, part.questions, next, last),
    [uses, context, part],
  );
  const initial = was ? configAnswers(uses, context, was) : withSuggestions(uses, context, part.questions, {}, nothing);
  const form = useShortForm({ initial, formOf, follow });
  const whole = fields(step && valueAt(value, step.path));
  const metaForm = useCallback(() => {
    const ids = part.steps.map(({ id }) => id);
    return step ? stepMetaForm(ids.filter((id) => id !== step.id)) : stepMetaForm(ids, ids);
  }, [part, step]);
  const named = useMemo(() => {
    const ids = part.steps.map(({ id }) => id);
    return step ? undefined : following("id", (words) => stepIdFor(words, ids));
  }, [part, step]);
  const meta = useShortForm({ initial: stepMetaAnswers(whole), formOf: metaForm, follow: named });
  const oneOfSeveral = step !== undefined && step.ways.length > 1;
  const edit = (answers: JsonObject, more: JsonObject) => {
    const made = wayOf(uses, context, answers, was);
    if ("issues" in made) return made;
    const position = oneOfSeveral && way ? Number(way.path.at(-1)) : undefined;
    const changed = withWay(oneOfSeveral ? whole : withStepMeta(whole, more), { ...made.way }, position);
    return step ? setIn(source, step.path, changed) : withStep(source, part.path, changed);
  };
  return (
    <FormDialog
      {...{ title, form, edit, close }}
      onWritten={(made) => {
        onChange(made);
        close();
      }}
      description={mayHoldExpressions}
      second={oneOfSeveral ? undefined : { title: "When", form: meta }}
      verb={step ? "Change it" : "Add it"}
      before={<Readable part={part} step={step} offering={props.offering} context={context} />}
    />
  );
}

const nothing: JsonObject = {};

function writtenWay(value: Json, { path, uses }: OutlineWay): WrittenWay | undefined {
  const held = fields(valueAt(value, path));
  const connection = held["connection"];
  if (!uses) return undefined;
  return { uses, ...(typeof connection === "string" ? { connection } : {}), with: fields(held["with"]) };
}
