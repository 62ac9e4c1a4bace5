import { useState } from "react";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { intoFallback, intoWays } from "#lib/core/offering/edit/kept-way.ts";
import { setIn } from "#lib/core/offering/edit/set-in.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import { automatedStep, automations } from "#lib/core/offering/outline/automate.ts";
import type { Automation, Keep } from "#lib/core/offering/outline/automate.ts";
import type { OutlinePart } from "#lib/core/offering/outline/outline.ts";
import type { WrittenWay } from "#lib/core/offering/outline/step-form.ts";
import type { OutlineStep, OutlineWay } from "#lib/core/offering/outline/steps.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { AdapterChoice } from "./adapter-choice.tsx";
import { AutomateForm } from "./automate-form.tsx";
import { EffectReview } from "./effect-review.tsx";
import type { OutlineProps } from "./outline-props.ts";

export interface AutomateProps extends OutlineProps {
  value: Json;
  part: OutlinePart;
  step: OutlineStep;
  /** What people do now. */
  way: OutlineWay;
  close: () => void;
}

interface Answered {
  uses: Automation;
  answers: JsonObject;
  keep: Keep;
}

/** From a ticket to an automation: by what, with which values, what becomes of the ticket, and what that means. */
export function AutomateDialog(props: AutomateProps) {
  const { source, value, step, way, context, onChange, close } = props;
  const [uses, choose] = useState<Automation | null>(null);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const title = `Automate “${step.title}”`;
  if (made !== null)
    return (
      <EffectReview
        {...{ title, context, close }}
        before={source}
        after={made}
        back={() => setMade(null)}
        write={() => {
          onChange(made);
          close();
        }}
      />
    );
  if (uses)
    return (
      <AutomateForm
        {...props}
        {...{ title, uses }}
        answered={answered?.uses === uses ? answered : null}
        back={() => choose(null)}
        edit={(automation, keep) => rewritten(source, value, { step, way, automation, keep })}
        onWritten={(text, answers, keep) => {
          setAnswered({ uses, answers, keep });
          setMade(text);
        }}
      />
    );
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? null : close())}
      title={title}
      description="What does it instead of people?"
    >
      <AdapterChoice kinds={automations} onChoose={(kind) => choose(automations.find((one) => one === kind) ?? null)} />
    </Dialog>
  );
}

interface Replacement {
  step: OutlineStep;
  way: OutlineWay;
  automation: WrittenWay;
  keep: Keep;
}

/** A ticket that stays beside its automation keeps its own words, comments too. */
function rewritten(source: string, value: Json, { step, way, automation, keep }: Replacement): string {
  const held = valueAt(value, step.path);
  const whole = isJsonObject(held) ? held : {};
  const several = Array.isArray(whole["any"]);
  const wanted = automatedStep(whole, automation, keep, several ? Number(way.path.at(-1)) : undefined);
  if (several || keep.kind === "replace") return setIn(source, step.path, wanted);
  if (keep.kind === "fallback") return intoFallback(source, step.path, { ...automation }, wanted);
  const first = Array.isArray(wanted["any"]) ? wanted["any"][0] : undefined;
  return intoWays(source, step.path, isJsonObject(first) ? first : {}, wanted);
}
