import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { Plan, PlanContext, RunFacts } from "./plan.ts";

/** What expressions may read before anything is ordered: no number, no time, no outputs, no secrets. */
export function rootsOfOrder(
  offering: Offering,
  operation: string,
  inputs: JsonObject,
  context: PlanContext,
): JsonObject {
  const { requester, team, project, environment, vars, resource } = context;
  return {
    inputs,
    request: { operation, requester, team, project, environment },
    offering: constants(offering),
    vars,
    ...(resource === undefined ? {} : { resource }),
  };
}

/** What expressions may read when a step starts. Steps that yielded nothing are there, so that `.?` finds them empty. */
export function rootsOfRun(offering: Offering, plan: Plan, facts: RunFacts): JsonObject {
  const steps = plan.steps.map(({ id }): [string, Json] => [
    id,
    { outputs: Object.hasOwn(facts.outputs, id) ? (facts.outputs[id] ?? {}) : {} },
  ]);
  return {
    inputs: facts.inputs,
    request: { operation: plan.operation, ...plan.given.request, number: facts.number, createdAt: facts.createdAt },
    offering: constants(offering),
    vars: plan.given.vars,
    ...(plan.given.resource === undefined ? {} : { resource: plan.given.resource }),
    steps: Object.fromEntries(steps),
  };
}

function constants({ metadata }: Offering): JsonObject {
  const { name, title, summary, owner, category, lifecycle, tags, annotations } = metadata;
  return { name, title, summary, owner, category, lifecycle, tags, annotations };
}
