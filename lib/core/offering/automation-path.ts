import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { waysOf } from "./document.ts";
import type { AdapterKind, AutomationLevel, StepDocument } from "./document.ts";

/** A published version, as far as its way of being fulfilled goes. */
export interface PathRevision {
  number: number;
  level: AutomationLevel;
  /** How its steps are done, in words: `ticket`, `Terraform`. */
  kinds: string[];
}

/** Revisions in a row that are fulfilled in the same way. */
export interface PathStage extends PathRevision {
  /** The last of them; `number` is the first. */
  last: number;
}

const words: Partial<Record<AdapterKind, string>> = {
  "jira-issue": "ticket",
  manual: "task",
  "github-pull-request": "pull request",
  "github-workflow": "workflow",
  offering: "other offerings",
};

/** How the steps that a request waits for are done, each kind once, in the order in which they come. */
export function kindsOf(steps: readonly StepDocument[]): string[] {
  const kinds = steps.filter(({ blocking }) => blocking).flatMap((step) => waysOf(step).map(({ uses }) => uses));
  return [...new Set(kinds.map((kind) => words[kind] ?? adapterDefinition(kind).title))];
}

/** The path that an offering took, oldest first: a stage begins where its level or its kinds are others. */
export function stagesOf(revisions: readonly PathRevision[]): PathStage[] {
  const stages: PathStage[] = [];
  for (const revision of revisions) {
    const before = stages.at(-1);
    if (before && before.level === revision.level && alike(before.kinds, revision.kinds)) before.last = revision.number;
    else stages.push({ ...revision, last: revision.number });
  }
  return stages;
}

function alike(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((kind) => other.includes(kind));
}
