import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { jiraIssue } from "#lib/core/adapter/jira-issue.ts";
import { brief } from "#lib/core/adapter/shown.ts";
import type { ShownAnswer } from "#lib/core/form/answers.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { StepState } from "#lib/core/lifecycle/states.ts";
import { masked } from "#lib/core/masked.ts";
import type { Escalation } from "#lib/core/offering/document.ts";
import type { DeclaredOutput, Escalated, MarkdownText, PlannedStep } from "#lib/core/plan/plan.ts";
import { shownPayload } from "#lib/core/plan/shown.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { Written } from "./text.ts";

/** A step as it stands when it is escalated. */
export interface StandingStep {
  id: string;
  state: StepState;
  plan: PlannedStep;
  reference: Reference | null;
  problem: StepProblem | null;
  /** The ones that are not secret. */
  outputs: JsonObject;
  /** What was sent last, secrets redacted; null when nothing was. */
  sent: JsonObject | null;
}

/** What a ticket tells of its request. */
export interface About {
  number: string;
  title: string;
  offering: string;
  operation: string | null;
  project: string;
  environment: string;
  team: string;
  requester: string;
  /** Who asks for it; null where nobody does, and the step's own fallback comes. */
  by: string | null;
  reason: string | undefined;
  answers: readonly ShownAnswer[];
}

/** The plan of a ticket that takes the place of a step: what it would have done, why it did not, and what there is already. */
export function ticketPlan(step: StandingStep, { about, steps, target, outputs, escalated }: TicketGiven): PlannedStep {
  const { id, title, needs, blocking, condition } = step.plan;
  const value: JsonObject = {
    project: target.project,
    issueType: target.issueType,
    summary: brief(`${about.number} ${about.offering} “${about.title}”: ${title}`, 250),
    description: { ...describe(step, about, steps) },
    labels: ["pao-escalated", ...(target.labels ?? [])],
    ...(target.priority === undefined ? {} : { priority: target.priority }),
  };
  return {
    id,
    title,
    uses: "jira-issue",
    ...(target.connection === undefined ? {} : { connection: target.connection }),
    needs,
    blocking,
    ...(condition === undefined ? {} : { condition }),
    payload: { value, holes: [] },
    outputs,
    escalated,
    sentence: jiraIssue.sentence(value),
  };
}

export interface TicketGiven {
  about: About;
  steps: readonly StandingStep[];
  target: Escalation;
  /** What the ticket owes: the outputs of the step that something still reads. */
  outputs: Record<string, DeclaredOutput>;
  escalated: Escalated;
}

/** What a person needs to know who does a step that has failed. `closing`: how it goes on. */
export function describe(
  step: StandingStep,
  about: About,
  steps: readonly StandingStep[],
  closing = closeTicket,
): MarkdownText {
  const text = new Written();
  const what = about.operation === null ? "ordered" : `asked for “${text.value(about.operation)}” on`;
  text.line(
    `**${text.value(about.requester)}** of team ${text.value(about.team)} ${what} ${text.value(about.offering)} “${text.value(about.title)}” ` +
      `for project ${text.value(about.project)} in ${text.value(about.environment)} (${text.value(about.number)}). ` +
      `${about.by === null ? "Please do" : `${text.value(about.by)} asks you to do`} by hand what PAO could not: **${text.value(step.plan.title)}**.`,
  );
  if (about.reason) text.line("", `> ${text.value(about.reason)}`);
  text.section("What is to be done", wanted(text, step));
  if (step.problem) text.section("Why it failed", failure(text, step, step.problem));
  text.section(
    "Answers",
    about.answers.map(
      ({ title, text: answer, unit, secret }) =>
        `- ${text.value(title)}: ${text.value(secret ? masked : [answer, unit].filter(Boolean).join(" "))}`,
    ),
  );
  text.section(
    "What is done already",
    steps.flatMap((one) => doneLine(text, one)),
  );
  text.line("", closing);
  return text.done();
}

const closeTicket =
  "When this is done, close the ticket as done: PAO goes on then, and asks for what later steps need. Closed as won't do, the request stops.";

function wanted(text: Written, { plan, sent }: StandingStep): string[] {
  const definition = adapterDefinition(plan.uses);
  const shown = definition.preview(sent ?? shownPayload(plan.payload));
  return [
    text.value(plan.sentence),
    "",
    `${definition.title}, ${text.value(shown.title)}:`,
    "",
    ...text.code(shown.text),
  ];
}

function failure(text: Written, { state, reference }: StandingStep, problem: StepProblem): string[] {
  const lines = [text.value(problem.sentence)];
  if (problem.detail) lines.push("", ...text.code(problem.detail));
  if (reference) lines.push("", `See ${text.value([reference.id, reference.url].filter(Boolean).join(" "))}.`);
  if (state === "uncertain") lines.push("", "**It may have happened all the same: look for it before you do it.**");
  return lines;
}

function doneLine(text: Written, { state, plan, reference, outputs }: StandingStep): string[] {
  if (state !== "completed") return [];
  const where = reference ? ` (${text.value([reference.id, reference.url].filter(Boolean).join(" "))})` : "";
  const named = Object.entries(plan.outputs).map(
    ([name, { title, secret }]) =>
      `    - ${text.value(title ?? name)}: ${text.value(secret ? `${masked} (secret: shown in PAO)` : written(outputs[name]))}`,
  );
  return [`- ${text.value(plan.title)}${where}`, ...named];
}

const written = (value: Json | undefined) =>
  value === undefined ? "none" : typeof value === "string" ? value : JSON.stringify(value);
