import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { StepState } from "#lib/core/lifecycle/states.ts";
import { reachableNeeds } from "#lib/core/offering/needs.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";

/** A step as escalating needs it. */
export interface EscalatingStep {
  id: string;
  state: StepState;
  blocking: boolean;
  plan: PlannedStep;
}

export interface Replaced {
  id: string;
  /** Its ticket is opened at once, though what it needs is not done yet: that blocks it, in Jira. */
  atOnce: boolean;
}

/**
 * The steps that tickets take the place of: the one that failed, and what is built on it and would have been done by a
 * machine. What people do anyway stays as it is, and so does what goes on beside it.
 */
export function replacedSteps(steps: readonly EscalatingStep[], stuck: string): Replaced[] {
  const needs = Object.fromEntries(steps.map(({ id, plan }) => [id, plan.needs]));
  const replaced = new Map<string, Replaced>([[stuck, { id: stuck, atOnce: true }]]);
  const met = new Set(steps.filter(({ state }) => state === "completed" || state === "skipped").map(({ id }) => id));
  for (const step of steps) {
    if (!isRemaining(step) || !reachableNeeds(needs, step.id).has(stuck)) continue;
    const open = step.plan.condition !== undefined && step.plan.condition.known === undefined;
    const atOnce = !open && step.plan.needs.every((need) => met.has(need) || replaced.get(need)?.atOnce === true);
    replaced.set(step.id, { id: step.id, atOnce });
  }
  return steps.flatMap(({ id }) => replaced.get(id) ?? []);
}

function isRemaining({ state, blocking, plan }: EscalatingStep): boolean {
  const byMachine = adapterDefinition(plan.uses).level !== "ticket";
  return state === "pending" && blocking && byMachine && !plan.escalated && plan.condition?.known !== false;
}

/**
 * What a step waits for. A ticket that was opened at once waits for nothing, so what needs that ticket waits for what the
 * ticket stands behind as well.
 */
export function needsNow(
  step: Pick<EscalatingStep, "id" | "plan">,
  steps: readonly Pick<EscalatingStep, "id" | "plan">[],
): string[] {
  if (step.plan.escalated?.atOnce) return [];
  const plans = new Map(steps.map(({ id, plan }) => [id, plan]));
  const needs = new Set<string>();
  const add = (need: string): void => {
    if (needs.has(need)) return;
    needs.add(need);
    const plan = plans.get(need);
    if (plan?.escalated?.atOnce) plan.needs.forEach(add);
  };
  step.plan.needs.forEach(add);
  return [...needs];
}

/** The keys of the tickets that block the ticket of a step. */
export function blockersOf(
  step: Pick<EscalatingStep, "plan">,
  steps: readonly (Pick<EscalatingStep, "id" | "plan"> & { reference: { kind: string; id: string } | null })[],
): string[] {
  if (!step.plan.escalated) return [];
  return steps.flatMap(({ id, plan, reference }) => {
    if (!step.plan.needs.includes(id) || !plan.escalated) return [];
    const ticket = plan.escalated.ticket ?? (reference?.kind === "issue" ? reference : undefined);
    return ticket ? [ticket.id] : [];
  });
}
