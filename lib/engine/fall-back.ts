import { type AttemptRow, loadAttempts } from "#db/attempt.ts";
import type { Transaction } from "#db/client.ts";
import { lastPayloads } from "#db/history.ts";
import type { Locked } from "#db/locked.ts";
import { partiesOf } from "#db/parties.ts";
import { tellingOf } from "#lib/core/escalation/about.ts";
import { fallbackPlan, fallsBack } from "#lib/core/escalation/fallback.ts";
import type { StandingStep } from "#lib/core/escalation/ticket.ts";
import { owedOutputs, wantedOutputs } from "#lib/core/escalation/wanted.ts";
import { isEnding } from "#lib/core/lifecycle/states.ts";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";
import { scopeOfPlan } from "#lib/core/plan/scope.ts";
import type { Writing } from "./writing.ts";

/** A turn that failed, and what is told beside that. */
export interface FellBack {
  writing: Writing;
  events: EventBody[];
}

/**
 * What becomes of a turn that failed where the step has a fallback: the same step begins anew as a ticket or a task, which knows
 * what was tried. Null where it has none, or a person has to decide. Within the transaction that has locked the request.
 */
export async function fallBack(
  tx: Transaction,
  locked: Locked,
  id: string,
  { writing, pinned }: { writing: Writing; pinned: Pinned },
): Promise<FellBack | null> {
  const { problem } = writing.step;
  const step = locked.steps.find((one) => one.id === id);
  if (writing.state !== "failed" || !problem || !step?.plan.fallback || isEnding(locked.row.state)) return null;
  const made = mayHaveMade(step.generation, await loadAttempts(tx, locked.row.number, id), writing);
  if (!fallsBack(step, problem, made && writing.step.effectEnded !== true)) return null;
  const plan = await planOf(tx, locked, id, { writing, pinned, made });
  if (!plan) return null;
  return {
    writing: { ...writing, state: "queued", step: { ...anew, generation: step.generation + 1, plan, uses: plan.uses } },
    events: [
      { type: "fell_back", step: id, to: plan.uses === "manual" ? "task" : "ticket" },
      { type: "step", step: id, state: "queued" },
    ],
  };
}

/** May what the step has sent be there? Somebody who retries what is uncertain says that it is not. */
function mayHaveMade(generation: number, attempts: readonly AttemptRow[], { attempt }: Writing): boolean {
  const own = attempts.filter((one) => one.generation === generation);
  const said = own.findIndex(({ outcome }) => outcome === "uncertain");
  const unsaid = said === -1 ? own : own.slice(0, said);
  return unsaid.some(({ effectSentAt, repeatableSentAt }, latest) => {
    const refused = latest === 0 && attempt?.effectSentAt === null;
    return !refused && (effectSentAt !== null || repeatableSentAt !== null);
  });
}

/** Another thing than what it was; should its wake-up get lost, the sweep finds it. */
const anew = {
  connection: null,
  reference: null,
  outputs: {},
  sealedOutputs: null,
  problem: null,
  effectEnded: false,
  tries: 0,
  startedAt: null,
  nextCheckInSeconds: 10,
} as const;

async function planOf(
  tx: Transaction,
  { row, steps }: Locked,
  id: string,
  { writing, pinned, made }: { writing: Writing; pinned: Pinned; made: boolean },
): Promise<PlannedStep | null> {
  const payloads = await lastPayloads(tx, row.number);
  const standing = steps.map((step): StandingStep => ({ ...step, sent: payloads.get(step.id) ?? null }));
  const before = standing.find((step) => step.id === id);
  if (!before) return null;
  const { problem = null, reference = before.reference } = writing.step;
  const failed = { ...before, state: writing.state, problem, reference, sent: writing.attempt?.payload ?? before.sent };
  const kept = steps.filter((step) => step.id !== id).map(({ plan }) => plan);
  const scope = scopeOfPlan(pinned.offering, row.operation, pinned.modules);
  const outputs = owedOutputs(failed.plan, wantedOutputs(row.plan, { kept, replaced: [failed.plan] }, scope));
  const team = (await partiesOf(tx, row.number))?.ownerTeam ?? row.team;
  const left = made || reference ? { reference } : null;
  const escalated = { of: failed.plan, byItself: true, team, atOnce: true, left } as const;
  const about = tellingOf(row, pinned.offering, { by: null });
  return fallbackPlan(failed, { about, steps: standing, outputs, escalated });
}
