import { z } from "zod";
import { tellingOf } from "#lib/core/escalation/about.ts";
import { replacedSteps, type Replaced } from "#lib/core/escalation/replaced.ts";
import { ticketPlan, type StandingStep } from "#lib/core/escalation/ticket.ts";
import { owedOutputs, wantedOutputs } from "#lib/core/escalation/wanted.ts";
import { mayEscalate } from "#lib/core/lifecycle/moves.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Escalation } from "#lib/core/offering/document.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";
import { scopeOfPlan } from "#lib/core/plan/scope.ts";
import { Problem } from "#lib/core/problem.ts";
import { loadMaybeMade } from "#db/attempt.ts";
import type { Transaction } from "#db/client.ts";
import { loadEscalation } from "#db/escalation.ts";
import { appendEvents } from "#db/event.ts";
import { lastPayloads } from "#db/history.ts";
import { loadRevision } from "#db/offering.ts";
import { partiesOf } from "#db/parties.ts";
import { wakeSettle, wakeStep } from "#db/queue.ts";
import { loadSteps, type RequestRow } from "#db/request.ts";
import { moveStep, patchStep, type StepPatch, type StepRow } from "#db/step.ts";
import { command, label } from "../command.ts";
import { authorise } from "../denied.ts";
import { aboutRequest, lockVisible, stepOf, tooLate } from "./locked.ts";

/**
 * Hands a failed step, and what would have followed from it, to the people of the offering: tracked tickets take their
 * place, with what was done, its outputs and the error. The request goes on, marked.
 */
export const escalateStep = command({
  verb: "request.escalate",
  schema: z.strictObject({ number: z.string(), step: z.string(), reason: z.string().trim().max(2_000).optional() }),
  subject: aboutRequest,
  handler: async ({ tx, actor, input }) => {
    const row = await lockVisible(tx, actor, input.number);
    const ownerTeam = (await partiesOf(tx, row.number))?.ownerTeam ?? row.team;
    authorise(actor, { verb: "request.escalate", team: row.team, ownerTeam });
    const stuck = await stepOf(tx, row, input.step);
    const { title, escalated } = stuck.plan;
    const answer = mayEscalate({ title, state: stuck.state, escalated: escalated !== undefined }, row.state);
    if (!answer.allowed) throw await tooLate(tx, row, stuck.id, answer.reason);
    const where = await loadEscalation(tx, row);
    if ("missing" in where) throw new Problem("not_ready", where.missing.message, { remedy: where.missing.remedy });
    const asked = { by: actor.name, reason: input.reason, ownerTeam, target: where.target };
    const titles = await replace(tx, row, stuck, asked);
    const number = formatNumber(row.number);
    const why = input.reason ? { reason: input.reason } : {};
    const events = [
      { type: "escalated" as const, step: stuck.id, steps: titles, ...why },
      { type: "step" as const, step: stuck.id, state: "queued" as const },
    ];
    await appendEvents(tx, row.number, label(actor), events, { escalated: true });
    await wakeStep(tx, row.number, stuck.id);
    await wakeSettle(tx, row.number);
    return {
      value: { number, steps: titles },
      subject: `request:${row.number}`,
      detail: { step: stuck.id, steps: titles },
    };
  },
});

interface Asked {
  by: string;
  reason: string | undefined;
  ownerTeam: string;
  target: Escalation;
}

/** Puts tickets in the place of steps; answers the titles of those. */
async function replace(tx: Transaction, row: RequestRow, stuck: StepRow, asked: Asked): Promise<string[]> {
  const steps = await loadSteps(tx, row.number);
  const pinned = await loadRevision(tx, row.offering, row.revision);
  if (!pinned) throw new Problem("internal", `Revision ${row.revision} of ${row.offering} is gone.`);
  const replaced = replacedSteps(steps, stuck.id);
  const goes = ({ id }: { id: string }) => replaced.some((one) => one.id === id);
  const plans = {
    kept: steps.filter((step) => !goes(step)).map(({ plan }) => plan),
    replaced: steps.filter(goes).map(({ plan }) => plan),
  };
  const wanted = wantedOutputs(row.plan, plans, scopeOfPlan(pinned.document, row.operation, pinned.modules));
  const payloads = await lastPayloads(tx, row.number);
  const standing = steps.map((step): StandingStep => ({ ...step, sent: payloads.get(step.id) ?? null }));
  const made = await loadMaybeMade(tx, row.number);
  const about = tellingOf(row, pinned.document, asked);
  for (const one of replaced) {
    const step = standing.find(({ id }) => id === one.id);
    if (!step) continue;
    const left = step.reference || made.has(step.id) ? { reference: step.reference } : null;
    const escalated = { of: step.plan, team: asked.ownerTeam, atOnce: one.atOnce, left };
    const outputs = owedOutputs(step.plan, wanted);
    const plan = ticketPlan(step, { about, steps: standing, target: asked.target, outputs, escalated });
    await become(tx, row, stuck, one, plan);
  }
  return plans.replaced.map(({ title }) => title);
}

/** The failed step begins anew as a ticket, which is another thing than what it was; those after it have not begun. */
async function become(
  tx: Transaction,
  row: RequestRow,
  stuck: StepRow,
  { id }: Replaced,
  plan: PlannedStep,
): Promise<void> {
  const fresh: StepPatch = { plan, uses: plan.uses, connection: null };
  if (id !== stuck.id) return patchStep(tx, row.number, id, fresh);
  const anew = { reference: null, outputs: {}, sealedOutputs: null, problem: null, effectEnded: false };
  const patch = { ...fresh, ...anew, generation: stuck.generation + 1 };
  if (await moveStep(tx, row.number, id, [stuck.state], "queued", patch)) return;
  throw await tooLate(tx, row, id, `“${plan.title}” has moved on.`);
}
