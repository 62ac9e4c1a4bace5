import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { log } from "#lib/log.ts";
import { observe } from "#lib/measure.ts";
import { attemptSpan, stepSpan, tell } from "#lib/trace.ts";
import { type AttemptRow, loadAttempts } from "./attempt.ts";
import { afterCommit } from "./after-commit.ts";
import type { Reader, Transaction } from "./client.ts";
import { flushSoon } from "./measure.ts";
import type { RequestRow } from "./request.ts";
import type { StepRow } from "./step.ts";
import { loadTrace } from "./trace.ts";

type EndedStep = Pick<StepRow, "request" | "id" | "uses"> & { startedAt: Date };
type Outcome = "completed" | "failed" | "uncertain" | "cancelled";

/** Tells those who run PAO that a step has ended, once that is committed. `code` is what went wrong. */
export async function stepEnded(on: Reader, step: EndedStep, outcome: Outcome, code?: string): Promise<void> {
  const { request, id, uses, startedAt } = step;
  const to = new Date();
  const seconds = Math.max(0, (to.getTime() - startedAt.getTime()) / 1000);
  observe("pao_step_duration_seconds", { adapter: uses, outcome }, seconds);
  flushSoon();
  log.info(`the step is ${outcome}`, { request, step: id, adapter: uses, outcome, seconds, code });
  const trace = await loadTrace(on, request);
  if (trace === null) return;
  tell({
    trace: trace.id,
    id: stepSpan(trace, id, startedAt),
    parent: trace.span,
    name: `step ${id}`,
    kind: "internal",
    from: startedAt,
    to,
    attributes: { "pao.request": formatNumber(request), "pao.step": id, "pao.adapter": uses, "pao.outcome": outcome },
    failed: outcome === "completed" ? undefined : (code ?? outcome),
  });
}

/** The same of one try at it. */
export async function attemptEnded(
  on: Reader,
  step: EndedStep,
  attempt: Pick<AttemptRow, "id" | "n" | "engine" | "startedAt">,
  outcome: string,
  code?: string,
): Promise<void> {
  const trace = await loadTrace(on, step.request);
  if (trace === null) return;
  const { id, n, engine, startedAt } = attempt;
  tell({
    trace: trace.id,
    id: attemptSpan(id),
    parent: stepSpan(trace, step.id, step.startedAt),
    name: `attempt ${n}`,
    kind: "internal",
    from: startedAt,
    to: new Date(),
    attributes: {
      "pao.request": formatNumber(step.request),
      "pao.step": step.id,
      "pao.attempt": n,
      "pao.engine": engine,
      "pao.outcome": outcome,
    },
    failed: code,
  });
}

/** The same of a step that was under way when its request was ended. */
export async function stepDropped(
  tx: Transaction,
  step: Pick<StepRow, "request" | "id" | "uses" | "startedAt">,
): Promise<void> {
  const { startedAt } = step;
  if (startedAt === null) return;
  const [latest] = await loadAttempts(tx, step.request, step.id);
  afterCommit(tx, async (db) => {
    if (latest && latest.endedAt === null) await attemptEnded(db, { ...step, startedAt }, latest, "cancelled");
    await stepEnded(db, { ...step, startedAt }, "cancelled");
  });
}

/** The same of a request, once it is final. */
export function requestEnded(tx: Transaction, row: RequestRow, state: RequestRow["state"]): void {
  afterCommit(tx, (db) => tellRequest(db, row, state));
}

export async function tellRequest(on: Reader, row: RequestRow, state: RequestRow["state"]): Promise<void> {
  const { number, offering, revision, operation, environment, createdAt } = row;
  log.info(`the request is ${state}`, { request: number, offering });
  const trace = await loadTrace(on, number);
  if (trace === null) return;
  tell({
    trace: trace.id,
    id: trace.span,
    parent: trace.parent,
    name: `request ${offering}`,
    kind: "internal",
    from: createdAt,
    to: new Date(),
    attributes: {
      "pao.request": formatNumber(number),
      "pao.offering": offering,
      "pao.revision": revision,
      "pao.operation": operation,
      "pao.environment": environment,
      "pao.state": state,
    },
    failed: state === "completed" ? undefined : state,
  });
}
