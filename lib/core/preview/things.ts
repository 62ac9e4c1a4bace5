import { brief } from "#lib/core/adapter/shown.ts";
import { masked } from "#lib/core/masked.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import { quoted } from "#lib/core/plan/open.ts";
import type { Hole, Payload, Plan, PlannedStep } from "#lib/core/plan/plan.ts";
import { put } from "#lib/core/plan/put.ts";

/** What a step of a plan will make outside, as it will be, as far as that is known. */
export interface Thing {
  step: PlannedStep;
  uses: AdapterKind;
  /** It is made only when a machine has failed to do the step. */
  instead: boolean;
  /** The offering whose step it is, where another one is ordered; null for the offering's own. */
  of: string | null;
  /** The payload with the names of its holes in their places. */
  shown: JsonObject;
  /** Each hole as it stands in the texts: ‹host of Create the database›. */
  holes: ThingHole[];
}

export interface ThingHole {
  text: string;
  until: Hole["until"];
}

/** Everything that the steps of a plan will make outside, with what the requests below it make, in the order of the steps. */
export function thingsOf(plan: Plan, of: string | null = null): Thing[] {
  return plan.steps.flatMap((step): Thing[] => {
    if (step.condition?.known === false || step.uses === "approval") return [];
    if (step.uses === "offering") return step.child ? thingsOf(step.child.plan, step.child.title) : [];
    const own = thingOf({ step, of, uses: step.uses, instead: false }, step.payload);
    if (!step.fallback) return [own];
    const { uses, payload } = step.fallback;
    return [own, thingOf({ step, of, uses, instead: true }, payload)];
  });
}

function thingOf(made: Pick<Thing, "step" | "of" | "uses" | "instead">, { value, holes }: Payload): Thing {
  const shown = put(value, new Map(holes.map((hole) => [hole.pointer, hole.parts.map(textOf).join("")])));
  const named = holes.flatMap(({ parts, until }) =>
    parts.flatMap((part) => (typeof part === "string" ? [] : [{ text: textOf(part), until: untilOf(part, until) }])),
  );
  return { ...made, shown, holes: [...new Map(named.map((hole) => [hole.text, hole])).values()] };
}

type Part = Hole["parts"][number];

/** Everywhere else a secret is only masked; who writes the document wants to see which one stands where. */
function textOf(part: Part): string {
  if (typeof part === "string") return part;
  return quoted(part.shows === masked ? `secret ${readIn(part.expression)}` : part.shows);
}

/** `inputs.?old.orValue("")` → `inputs.old` */
function readIn(expression: string): string {
  const names = expression.match(/\b(?:inputs|steps|resource)(?:\.\??[A-Za-z_]\w*(?![\w(])|\[(?:"[^"]*"|'[^']*')\])+/g);
  return [...new Set(names?.map((name) => name.replaceAll(".?", ".")) ?? [brief(expression)])].join(", ");
}

/** A hole waits for the last of its parts; each by itself may be known before. */
function untilOf(part: Exclude<Part, string>, until: Hole["until"]): Hole["until"] {
  return part.shows === masked ? "secret" : until;
}
