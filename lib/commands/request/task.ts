import type { Actor } from "#lib/core/access.ts";
import { assignedTeam } from "#lib/core/lifecycle/by-hand.ts";
import { Problem } from "#lib/core/problem.ts";
import { afterCommit } from "#db/after-commit.ts";
import { endAttempt, loadAttempts } from "#db/attempt.ts";
import { attemptEnded, stepEnded } from "#db/ended.ts";
import type { Transaction } from "#db/client.ts";
import type { RequestRow } from "#db/request.ts";
import type { StepRow } from "#db/step.ts";
import { authorise } from "../denied.ts";
import { lockVisible, stepOf, tooLate } from "./locked.ts";

/** A manual task that still waits, for an actor of the team whose task it is. The request's row is locked. */
export async function openTask(
  tx: Transaction,
  actor: Actor,
  given: { number: string; step: string },
): Promise<{ row: RequestRow; step: StepRow }> {
  const row = await lockVisible(tx, actor, given.number);
  const step = await stepOf(tx, row, given.step);
  if (step.uses !== "manual")
    throw new Problem("conflict", `“${step.plan.title}” is not a task that a person answers.`);
  authorise(actor, { verb: "task.complete", assignedTeam: assignedTeam(step) ?? "" });
  if (step.state === "waiting") return { row, step };
  throw await tooLate(tx, row, step.id, `“${step.plan.title}” is ${step.state}, so there is nothing to answer.`);
}

/** The try that gave out the task has ended with the person's answer. */
export async function endTask(tx: Transaction, step: StepRow, outcome: "completed" | "failed"): Promise<void> {
  const [latest] = await loadAttempts(tx, step.request, step.id);
  if (latest && latest.endedAt === null) await endAttempt(tx, latest.id, { outcome });
  const begun = { ...step, startedAt: step.startedAt ?? latest?.startedAt ?? new Date() };
  afterCommit(tx, async (db) => {
    if (latest) await attemptEnded(db, begun, latest, outcome);
    await stepEnded(db, begun, outcome);
  });
}
