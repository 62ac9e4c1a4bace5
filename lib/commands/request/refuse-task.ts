import { z } from "zod";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { appendEvents } from "#db/event.ts";
import { wakeSettle } from "#db/queue.ts";
import { moveStep } from "#db/step.ts";
import { command, label } from "../command.ts";
import { aboutRequest, tooLate } from "./locked.ts";
import { endTask, openTask } from "./task.ts";

/** A person of the assigned team will not do a manual task, and says why. */
export const refuseTask = command({
  verb: "request.refuse-task",
  schema: z.strictObject({
    number: z.string(),
    step: z.string(),
    note: z.string().trim().min(1, "Say why, so that the requester knows what to do.").max(2_000),
  }),
  subject: aboutRequest,
  handler: async ({ tx, actor, input }) => {
    const { row, step } = await openTask(tx, actor, input);
    const problem: StepProblem = {
      code: "task_refused",
      sentence: `${actor.name} refused the task: ${input.note}`,
      remedy:
        "Talk to them, then retry the step to ask again, or abort the request. When it was done in another way, their team says so.",
    };
    // Refused, the task has ended: a retry is a new task.
    const moved = await moveStep(tx, row.number, step.id, ["waiting"], "failed", { problem, effectEnded: true });
    if (!moved) throw await tooLate(tx, row, step.id, `“${step.plan.title}” has moved on.`);
    await endTask(tx, step, "failed");
    await appendEvents(tx, row.number, label(actor), [
      { type: "task_refused", step: step.id, note: input.note },
      { type: "step", step: step.id, state: "failed", problem },
    ]);
    await wakeSettle(tx, row.number);
    return {
      value: { number: formatNumber(row.number) },
      subject: `request:${row.number}`,
      detail: { step: step.id, note: input.note },
    };
  },
});
