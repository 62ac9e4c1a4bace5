import { joined, readMarkdown } from "#lib/core/adapter/markdown-text.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { MarkdownText, PlannedStep } from "#lib/core/plan/plan.ts";
import { owedQuestions } from "#lib/core/outcome/owed.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { describe, type StandingStep, type TicketGiven } from "./ticket.ts";

/** Somebody has decided it, or has to. */
const decided: readonly string[] = [
  "aborted",
  "denied",
  "github_pull_closed",
  "github_run_cancelled",
  "terraform_other_plan",
  "terraform_unconfirmed",
];

/** Failed by itself? `unknown`: something may have been made, or may still go on. */
export function fallsBack({ plan }: Pick<StandingStep, "plan">, problem: StepProblem, unknown: boolean): boolean {
  return plan.fallback !== undefined && !unknown && !decided.includes(problem.code);
}

/**
 * The plan of what takes the place of a step that failed: what its author wrote, and below that what was tried and what there
 * is. Null when the step has no fallback.
 */
export function fallbackPlan(
  step: StandingStep,
  { about, steps, outputs, escalated }: Omit<TicketGiven, "target">,
): PlannedStep | null {
  const { id, title, needs, blocking, fallback } = step.plan;
  if (!fallback) return null;
  const { uses, connection, payload, sentence } = fallback;
  const told = { ...describe(step, about, steps, uses === "manual" ? enterOutputs : undefined) };
  const questions = owedQuestions({ uses, outputs, escalated });
  const below = (member: string): JsonObject => ({
    [member]: { ...joined(readMarkdown(payload.value[member]), told) } satisfies MarkdownText,
  });
  const more =
    uses === "manual"
      ? { ...below("instructions"), ...(questions ? { outputs: questions } : {}) }
      : below("description");
  return {
    id,
    title,
    uses,
    ...(connection === undefined ? {} : { connection }),
    needs,
    blocking,
    payload: { value: { ...payload.value, ...more }, holes: payload.holes },
    outputs,
    escalated,
    sentence,
  };
}

const enterOutputs = "When this is done, say so here: PAO goes on then. Refused, the request stops.";
