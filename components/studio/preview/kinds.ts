import type { ChildOffering } from "#lib/core/offering/bundle/child.ts";
import type { AdapterKind, Offering, StepDocument } from "#lib/core/offering/document.ts";
import { waysOf } from "#lib/core/offering/document.ts";
import { retiresByDestroy } from "#lib/core/offering/operations.ts";
import { own } from "#lib/core/expression/shape.ts";

/** What a step makes outside, in the order of the tabs, with what its tab is called and what is said where there is none. */
export const kinds = {
  "jira-issue": { title: "As Jira ticket", none: "no ticket is opened" },
  "github-pull-request": { title: "As pull request", none: "no pull request is opened" },
  "github-workflow": { title: "As workflow run", none: "no workflow is run" },
  terraform: { title: "As Terraform run", none: "Terraform is not run" },
  http: { title: "As HTTP call", none: "nothing is called" },
  manual: { title: "As task", none: "nobody is given a task" },
} as const satisfies Partial<Record<AdapterKind, { title: string; none: string }>>;

export type ThingKind = keyof typeof kinds;

export const thingKinds = Object.keys(kinds).filter((kind): kind is ThingKind => kind in kinds);

/** The kinds of things that an operation may make, whatever is answered: what it orders from others makes them too. */
export function kindsIn(
  offering: Offering,
  operation: string,
  children: Readonly<Record<string, ChildOffering>>,
): ThingKind[] {
  const found = usedBy(stepsOf(offering, operation), children, new Set());
  if (operation === "retire" && retiresByDestroy(offering)) for (const kind of removing) found.add(kind);
  return thingKinds.filter((kind) => found.has(kind));
}

const removing = ["terraform", "manual"] as const;

function stepsOf(offering: Offering, operation: string): readonly StepDocument[] {
  const part = operation === "create" ? offering : own(offering.operations, operation);
  return part?.fulfillment?.steps ?? [];
}

function usedBy(
  steps: readonly StepDocument[],
  children: Readonly<Record<string, ChildOffering>>,
  seen: Set<string>,
): Set<AdapterKind> {
  const found = new Set<AdapterKind>();
  for (const { fallback } of steps) if (fallback) found.add(fallback.uses);
  for (const { uses, with: config } of steps.flatMap(waysOf)) {
    found.add(uses);
    const name = config["offering"];
    const child = uses === "offering" && typeof name === "string" && !seen.has(name) ? own(children, name) : undefined;
    if (!child || typeof name !== "string") continue;
    seen.add(name);
    for (const kind of usedBy(child.document.fulfillment.steps, children, seen)) found.add(kind);
  }
  return found;
}
