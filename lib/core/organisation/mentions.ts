import { compile } from "#lib/core/expression/cel.ts";
import { type Needed, neededBy } from "#lib/core/expression/reads.ts";
import { hasExpression, parseTemplate } from "#lib/core/expression/template.ts";
import { isJsonObject } from "#lib/core/json.ts";
import { type Offering, type StepDocument, waysOf } from "#lib/core/offering/document.ts";

/** What of the organisation a document names. */
export interface Mentions {
  /** Its owner, whom it is offered to, who approves and who is given tasks. */
  teams: string[];
  environments: string[];
  /** The vars it reads; `every` when it looks one up by a name that is computed. */
  vars: { names: string[]; every: boolean };
}

export function mentionsOf(document: Offering): Mentions {
  const { owner, availableTo = [], environments = [] } = document.metadata;
  const approvers = document.policies.flatMap((policy) => policy.approvers ?? []);
  const vars = { names: new Set<string>(), every: false };
  gatherVars(document, vars);
  return {
    teams: [...new Set([owner, ...availableTo, ...approvers, ...stepsOf(document).flatMap(taskTeams)])],
    environments: [...environments],
    vars: { names: [...vars.names].toSorted(), every: vars.every },
  };
}

function stepsOf({ fulfillment, operations }: Offering): StepDocument[] {
  return [...fulfillment.steps, ...Object.values(operations).flatMap((one) => one.fulfillment?.steps ?? [])];
}

function taskTeams(step: StepDocument): string[] {
  const ways = [...waysOf(step), ...(step.fallback ? [step.fallback] : [])];
  const teams = ways.map(({ uses, with: config }) => (uses === "manual" ? config["team"] : undefined));
  return teams.filter((team) => typeof team === "string" && !hasExpression(team)) as string[];
}

interface Gathered {
  names: Set<string>;
  every: boolean;
}

function gatherVars(value: unknown, into: Gathered): void {
  if (typeof value === "string") return gatherFromText(value, into);
  const parts = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  for (const part of parts) gatherVars(part, into);
}

function gatherFromText(text: string, into: Gathered): void {
  // Most texts hold no expression, and of those that do few read vars.
  if (!hasExpression(text) || !text.includes("vars")) return;
  for (const part of parseTemplate(text).parts) {
    const compiled = "expression" in part ? compile(part.expression) : undefined;
    if (compiled?.ok) note(neededBy(compiled.ast).below.get("vars"), into);
  }
}

function note(vars: Needed | undefined, into: Gathered): void {
  if (vars?.whole) into.every = true;
  for (const name of vars?.below.keys() ?? []) into.names.add(name);
}
