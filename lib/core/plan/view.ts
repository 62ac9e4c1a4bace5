import type { Preview } from "#lib/core/adapter/definition.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { Plan, PlannedStep } from "./plan.ts";

/** A step of a plan as it is shown before the order. */
export interface ShownStep {
  id: string;
  title: string;
  uses: AdapterKind;
  adapterTitle: string;
  icon: string;
  sentence: string;
  runs: "yes" | "no" | "later";
  blocking: boolean;
  needs: string[];
  preview: Preview;
  unknown: string[];
}

export function planSteps(plan: Plan): ShownStep[] {
  return plan.steps.map(shownStep);
}

export function shownStep(step: PlannedStep): ShownStep {
  const preview: Preview = { title: step.title, language: "text", text: step.sentence };
  return {
    id: step.id,
    title: step.title,
    uses: step.uses,
    adapterTitle: step.uses,
    icon: "box",
    sentence: step.sentence,
    runs: "yes",
    blocking: step.blocking,
    needs: step.needs,
    preview,
    unknown: [],
  };
}
