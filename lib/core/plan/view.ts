import type { Preview } from "#lib/core/adapter/definition.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { masked } from "#lib/core/masked.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { Plan, PlannedStep } from "./plan.ts";
import { shownPayload } from "./shown.ts";

/** A step of a plan as it is shown before the order. */
export interface ShownStep {
  id: string;
  title: string;
  uses: AdapterKind;
  adapterTitle: string;
  icon: string;
  sentence: string;
  /** yes, no (its condition does not hold), or later (decided when the step is ready). */
  runs: "yes" | "no" | "later";
  blocking: boolean;
  needs: string[];
  preview: Preview;
  /** What cannot be known yet: `host of Create the database`. */
  unknown: string[];
}

export function planSteps(plan: Plan): ShownStep[] {
  return plan.steps.map(shownStep);
}

export function shownStep(step: PlannedStep): ShownStep {
  const { id, title, uses, sentence, blocking, needs } = step;
  const definition = adapterDefinition(uses);
  const runs = runsOf(step);
  const preview: Preview =
    runs === "no"
      ? { title: "Nothing", language: "text", text: sentence }
      : definition.preview(shownPayload(step.payload));
  return {
    id,
    title,
    uses,
    adapterTitle: definition.title,
    icon: definition.icon,
    sentence,
    runs,
    blocking,
    needs,
    preview,
    unknown: unknownIn(step),
  };
}

function runsOf({ condition }: PlannedStep): ShownStep["runs"] {
  if (condition === undefined || condition.known === true) return "yes";
  return condition.known === false ? "no" : "later";
}

/** What is not known yet. A secret is known, only not shown. */
function unknownIn({ payload }: PlannedStep): string[] {
  const open = payload.holes.flatMap(({ parts }) =>
    parts.flatMap((part) => (typeof part === "string" ? [] : [part.shows])),
  );
  return [...new Set(open)].filter((shows) => shows !== masked);
}
