import { mark } from "#lib/core/adapter/markdown-text.ts";
import { manual } from "#lib/core/adapter/manual.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import { owedQuestions } from "#lib/core/outcome/owed.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";

/** What a ticket that is done yields by itself: key and address, where the step it stands for was a ticket too. */
export function ticketYields(plan: PlannedStep, told: Readonly<Record<string, Json>>): Record<string, Json> {
  if (plan.escalated?.of.uses !== "jira-issue") return {};
  return Object.fromEntries(Object.entries(told).filter(([name]) => Object.hasOwn(plan.outputs, name)));
}

/**
 * The ticket is done, and the step it stands for owes outputs that something reads: the same step is now a task that asks for
 * them. Null when nothing is owed.
 */
export function outputsTask(plan: PlannedStep, ticket: Reference): PlannedStep | null {
  const { escalated, connection: _, ...same } = plan;
  const questions = escalated && owedQuestions(plan);
  if (!escalated || !questions) return null;
  const value: JsonObject = {
    team: escalated.team,
    instructions: {
      markdown: `${mark(0)} is done. Enter what came of it: what follows “${mark(1)}” needs it.`,
      values: [ticket.id, plan.title],
    },
    outputs: questions,
  };
  return {
    ...same,
    uses: "manual",
    payload: { value, holes: [] },
    escalated: { ...escalated, ticket },
    sentence: manual.sentence(value),
  };
}
