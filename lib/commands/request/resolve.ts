import { z } from "zod";
import type { Json } from "#lib/core/json.ts";
import { askResolve } from "#lib/core/lifecycle/by-hand.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import { mayResolve } from "#lib/core/lifecycle/moves.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { owedForm } from "#lib/core/outcome/owed.ts";
import { appendEvents } from "#db/event.ts";
import { partiesOf } from "#db/parties.ts";
import { wakeSettle } from "#db/queue.ts";
import { moveStep, type StepRow } from "#db/step.ts";
import { command, label } from "../command.ts";
import { authorise } from "../denied.ts";
import { aboutRequest, lockVisible, stepOf, tooLate } from "./locked.ts";
import { yieldOf } from "./yield.ts";

/** "I did it by hand", or of an uncertain step "it happened": gives a note, perhaps a reference, and the outputs owed. */
export const resolveStep = command({
  verb: "request.resolve",
  schema: z.strictObject({
    number: z.string(),
    step: z.string(),
    note: z.string().trim().min(1, "Say in a few words what was done.").max(2_000),
    reference: z.string().trim().max(500).optional(),
    outputs: z.record(z.string(), z.unknown()).default({}),
  }),
  subject: aboutRequest,
  handler: async ({ tx, actor, input }) => {
    const row = await lockVisible(tx, actor, input.number);
    const step = await stepOf(tx, row, input.step);
    const parties = await partiesOf(tx, row.number);
    authorise(actor, askResolve(step, { team: row.team, ownerTeam: parties?.ownerTeam ?? row.team }));
    const answer = mayResolve({ title: step.plan.title, state: step.state }, row.state);
    if (!answer.allowed) throw await tooLate(tx, row, step.id, answer.reason);
    const reference = referenceOf(input.reference);
    const patch = yieldOf(step, owedForm(step.plan), input.outputs, byReference(step, reference));
    const moved = await moveStep(tx, row.number, step.id, [step.state], "completed", {
      ...patch,
      resolved: true,
      ...(reference ? { reference } : {}),
    });
    if (!moved) throw await tooLate(tx, row, step.id, `“${step.plan.title}” has moved on.`);
    const told = reference ? { reference: reference.id } : {};
    await appendEvents(tx, row.number, label(actor), [
      { type: "resolved", step: step.id, note: input.note, ...told },
      { type: "step", step: step.id, state: "completed", ...(reference ? { reference } : {}) },
    ]);
    await wakeSettle(tx, row.number);
    const detail = { step: step.id, note: input.note, ...told };
    return { value: { number: formatNumber(row.number) }, subject: `request:${row.number}`, detail };
  },
});

function referenceOf(text: string | undefined): Reference | undefined {
  if (!text) return undefined;
  const url = /^https?:\/\/\S+$/.test(text) ? text : undefined;
  return { kind: "manual", id: url ? (url.split("/").findLast(Boolean) ?? url) : text, ...(url ? { url } : {}) };
}

/** A ticket yields its key and address by itself; done by hand, the reference stands for them. */
function byReference(step: StepRow, reference: Reference | undefined): Record<string, Json> {
  const { escalated, outputs } = step.plan;
  if ((escalated?.of.uses ?? step.uses) !== "jira-issue") return {};
  const old = step.reference;
  const both = { key: reference?.id ?? old?.id ?? "", url: reference?.url ?? old?.url ?? "" };
  return Object.fromEntries(Object.entries(both).filter(([name]) => Object.hasOwn(outputs, name)));
}
