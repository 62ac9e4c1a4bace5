import type { Preview } from "#lib/core/adapter/definition.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { masked } from "#lib/core/masked.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { quoted } from "./open.ts";
import type { Plan, PlannedChild, PlannedStep } from "./plan.ts";
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
  /** The request that the step will make. */
  child?: ShownChild;
  /** What takes its place when it fails by itself, in a sentence. */
  fallback?: string;
}

export interface ShownChild {
  offering: string;
  title: string;
  owner: string;
  steps: ShownStep[];
}

export function planSteps(plan: Plan): ShownStep[] {
  return plan.steps.map(shownStep);
}

/** What there is once it is completed. */
export function planOutputs({ outputs }: Plan): { name: string; title: string; secret: boolean }[] {
  return Object.entries(outputs).map(([name, { title, secret }]) => ({ name, title: title ?? name, secret }));
}

export function shownStep(step: PlannedStep): ShownStep {
  const { id, title, uses, sentence, blocking, needs, child, fallback } = step;
  const definition = adapterDefinition(uses);
  const runs = runsOf(step);
  const preview: Preview =
    runs === "no"
      ? { title: "Nothing", language: "text", text: sentence }
      : definition.preview(child ? { inputs: childAnswers(child) } : shownPayload(step.payload));
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
    ...(child ? { child: shownChild(child) } : {}),
    ...(fallback && runs !== "no" ? { fallback: fallback.sentence } : {}),
  };
}

function shownChild({ offering, title, owner, plan }: PlannedChild): ShownChild {
  return { offering, title, owner, steps: planSteps(plan) };
}

/** What the policies of an offering warn of, and those of what it orders, by the name of the part. */
export function planWarnings({ warnings, steps }: Plan): string[] {
  const below = steps.flatMap(({ child }) =>
    child ? planWarnings(child.plan).map((warning) => `${child.title}: ${warning}`) : [],
  );
  return [...warnings, ...below];
}

/** With its defaults, and what is not known yet in ‹…›; the secret ones are left out. */
function childAnswers({ plan, open }: PlannedChild): JsonObject {
  const waiting = Object.entries(open).map(([at, shows]) => [at.slice(1), quoted(shows)] as const);
  return { ...plan.given.inputs, ...Object.fromEntries(waiting.filter(([name]) => name !== "")) };
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
