import { may, type Actor } from "#lib/core/access.ts";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import { ago } from "#lib/core/ago.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import { loadEvents } from "#db/event.ts";
import { partiesOf } from "#db/parties.ts";
import { lockRequest, type RequestRow } from "#db/request.ts";
import { loadStep, type StepRow } from "#db/step.ts";
import { Denied } from "../denied.ts";

/** What the audit says a verb was about, before the request is known. */
export function aboutRequest({ number }: { number: string }): string {
  return `request:${parseNumber(number) ?? number}`;
}

/** The request under its row lock, for an actor who may at least see it. */
export async function lockVisible(tx: Transaction, actor: Actor, written: string): Promise<RequestRow> {
  const number = parseNumber(written);
  const row = number === null ? null : await lockRequest(tx, number);
  if (!row) throw new Problem("not_found", `There is no request ${written.slice(0, 40)}.`);
  const parties = await partiesOf(tx, row.number);
  if (!parties) throw new Problem("internal", "The request's offering is gone.");
  const seen = may(actor, { verb: "request.read", ...parties });
  if (!seen.allowed) throw new Denied("forbidden", seen.reason);
  return row;
}

export async function stepOf(tx: Transaction, row: RequestRow, id: string): Promise<StepRow> {
  const step = await loadStep(tx, row.number, id);
  if (step) return step;
  throw new Problem("not_found", `This request has no step “${id.slice(0, 63)}”.`);
}

const personal: Partial<Record<EventBody["type"], string>> = {
  retried: "retried this",
  resolved: "did this by hand",
  escalated: "escalated this",
  task_completed: "completed this",
  task_refused: "refused this",
  cancelled: "cancelled the request",
  aborted: "aborted the request",
};

/** Somebody was quicker, or the step has moved on: who it was and when, so that nobody wonders. */
export async function tooLate(
  tx: Transaction,
  row: RequestRow,
  step: string | null,
  otherwise: string,
): Promise<Problem> {
  const events = await loadEvents(tx, row.number);
  const first = events.findLast(({ body }) => personal[body.type] && (!("step" in body) || body.step === step));
  if (!first) return new Problem("conflict", otherwise);
  const said = `${first.actor.name} ${personal[first.body.type]} ${ago(Date.parse(first.at), Date.now())}.`;
  return new Problem("conflict", `${said} ${otherwise}`, { remedy: "Look at the request as it stands now." });
}
