import { may, type Actor } from "#lib/core/access.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { markdownFor } from "#lib/core/adapter/markdown-tree.ts";
import { readMarkdown } from "#lib/core/adapter/markdown-text.ts";
import { replacedSteps } from "#lib/core/escalation/replaced.ts";
import { buildForm } from "#lib/core/form/build.ts";
import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { askResolve, assignedTeam } from "#lib/core/lifecycle/by-hand.ts";
import { mayEscalate, mayResolve, mayRetry } from "#lib/core/lifecycle/moves.ts";
import { mostTries } from "#lib/core/lifecycle/tries.ts";
import { retryStarts } from "#lib/core/lifecycle/retry.ts";
import type { RequestState } from "#lib/core/lifecycle/states.ts";
import { owedForm } from "#lib/core/outcome/owed.ts";
import { taskForm } from "#lib/core/outcome/task.ts";
import type { Removal } from "#lib/core/plan/plan.ts";
import { shownStep } from "#lib/core/plan/view.ts";
import type { EscalationTarget } from "#db/escalation.ts";
import type { StepRow } from "#db/step.ts";
import type { ChildView, EscalationView, OutputView, StepView, TaskView } from "./shape.ts";

export interface Around {
  actor: Actor;
  /** The actor may change this request. */
  change: boolean;
  team: string;
  ownerTeam: string;
  state: RequestState;
  steps: readonly StepRow[];
  /** The steps that have made something outside, or may have. */
  sent: ReadonlySet<string>;
  /** The requests that steps have ordered, by step. */
  children: ReadonlyMap<string, ChildView>;
  /** What was sent, by step, secrets redacted. */
  payloads: ReadonlyMap<string, JsonObject>;
  /** Where tickets would go; null when nothing is stuck. */
  escalation: EscalationTarget | null;
}

export function stepView(row: StepRow, around: Around): StepView {
  const sent = around.payloads.get(row.id);
  const definition = adapterDefinition(row.uses);
  const planned = shownStep(row.plan);
  const exits = exitsOf(row, around);
  return {
    id: row.id,
    title: planned.title,
    uses: row.uses,
    adapterTitle: definition.title,
    icon: definition.icon,
    state: row.state,
    blocking: row.blocking,
    needs: row.plan.needs,
    waitingFor: row.state === "pending" ? waitingFor(row, around.steps) : [],
    sentence: sent ? definition.sentence(sent) : planned.sentence,
    preview: sent ? definition.preview(sent) : planned.preview,
    reference: row.reference,
    problem: row.problem,
    outputs: outputsOf(row),
    attempts: row.attempts,
    resolved: row.resolved,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    nextCheckAt: row.nextCheckAt?.toISOString() ?? null,
    waitsAt: row.placeSince === null ? null : row.place,
    child: around.children.get(row.id) ?? null,
    task: row.uses === "manual" ? taskView(row, sent ?? row.plan.payload.value, around) : null,
    exits,
    escalation: exits.includes("escalate") ? escalationView(row, around) : null,
    escalated: escalatedView(row),
    again: againOf(row),
    retryFrom: exits.includes("retry") ? startsOf(row, around) : [],
    owed: exits.includes("resolve") ? owedForm(row.plan) : null,
  };
}

function startsOf({ id }: StepRow, { steps, sent, state }: Around): StepView["retryFrom"] {
  const known = steps.map((step) => ({ ...step, sent: sent.has(step.id) }));
  return retryStarts(known, id, state);
}

function exitsOf(row: StepRow, around: Around): StepView["exits"] {
  const step = { title: row.plan.title, state: row.state };
  const resolves = may(around.actor, askResolve(row, { team: around.team, ownerTeam: around.ownerTeam })).allowed;
  const retry = around.change && mayRetry(step, around.state).allowed ? (["retry"] as const) : [];
  const resolve = resolves && mayResolve(step, around.state).allowed ? (["resolve"] as const) : [];
  const ask = { verb: "request.escalate", team: around.team, ownerTeam: around.ownerTeam } as const;
  const open = mayEscalate({ ...step, escalated: row.plan.escalated !== undefined }, around.state).allowed;
  const escalate = open && may(around.actor, ask).allowed ? (["escalate"] as const) : [];
  return [...retry, ...resolve, ...escalate];
}

function escalationView({ id }: StepRow, { escalation, steps }: Around): EscalationView | null {
  if (escalation === null) return null;
  if ("missing" in escalation) return { missing: escalation.missing.message, remedy: escalation.missing.remedy };
  const { project, issueType } = escalation.target;
  const replaced = replacedSteps(steps, id);
  const titles = steps.filter((step) => replaced.some((one) => one.id === step.id)).map(({ plan }) => plan.title);
  return { project, issueType, steps: titles };
}

function escalatedView({ plan: { escalated }, reference }: StepRow): StepView["escalated"] {
  if (!escalated) return null;
  const ticket = escalated.ticket ?? (reference?.kind === "issue" ? reference : null);
  return { from: adapterDefinition(escalated.of.uses).title, ticket, byItself: escalated.byItself ?? false };
}

function againOf({ state, tries, nextCheckAt }: StepRow): StepView["again"] {
  if (state !== "queued" || tries === 0 || nextCheckAt === null) return null;
  return { at: nextCheckAt.toISOString(), try: tries + 1, of: mostTries };
}

function waitingFor(row: StepRow, steps: readonly StepRow[]): string[] {
  return steps
    .filter(({ id, state }) => row.plan.needs.includes(id) && state !== "completed" && state !== "skipped")
    .map(({ plan }) => plan.title);
}

function outputsOf(row: StepRow): Record<string, OutputView> {
  const named = Object.entries(row.plan.outputs).map(([name, { title, secret }]): [string, OutputView] => {
    const known = row.state === "completed" && (secret ? row.sealedOutputs !== null : Object.hasOwn(row.outputs, name));
    return [
      name,
      { title: title ?? name, secret, known, value: secret || !known ? null : (row.outputs[name] ?? null) },
    ];
  });
  return Object.fromEntries(named);
}

const nothingAsked = buildForm({ type: "object", properties: {} });

function taskView(row: StepRow, payload: JsonObject, { actor, steps }: Around): TaskView {
  const { team } = payload;
  const assigned = assignedTeam(row) ?? (typeof team === "string" ? team : "");
  return {
    assignedTeam: assigned,
    instructions: markdownFor(readMarkdown(payload["instructions"])),
    form: taskForm(payload) ?? nothingAsked,
    mayAnswer: row.state === "waiting" && may(actor, { verb: "task.complete", assignedTeam: assigned }).allowed,
    ...(row.plan.removal ? { removal: removalView(row.plan.removal, steps) } : {}),
  };
}

/** State by state; those of which nothing is left only when that is so of all. */
function removalView({ plans }: Removal, steps: readonly StepRow[]): NonNullable<TaskView["removal"]> {
  const all = steps.flatMap(({ id, state, plan, outputs: { changes } }) => {
    if (!plans.includes(id) || state !== "completed" || !isJsonObject(changes)) return [];
    const shown = Object.entries(changes).map(([address, action]) => ({
      address,
      action: typeof action === "string" ? action : "",
    }));
    return [{ step: id, module: plan.module?.folder ?? plan.title, changes: shown }];
  });
  const left = all.filter(({ changes }) => changes.length > 0);
  return left.length > 0 ? left : all;
}
