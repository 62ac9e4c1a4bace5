import { z } from "zod";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { taskForm } from "#lib/core/outcome/task.ts";
import { appendEvents } from "#db/event.ts";
import { wakeSettle } from "#db/queue.ts";
import { moveStep } from "#db/step.ts";
import { command, label } from "../command.ts";
import { aboutRequest, tooLate } from "./locked.ts";
import { endTask, openTask } from "./task.ts";
import { yieldOf } from "./yield.ts";

/** A person of the assigned team has done a manual task, and gives what it yields. */
export const completeTask = command({
  verb: "request.complete-task",
  schema: z.strictObject({
    number: z.string(),
    step: z.string(),
    outputs: z.record(z.string(), z.unknown()).default({}),
    note: z.string().max(2_000).optional(),
  }),
  subject: aboutRequest,
  handler: async ({ tx, actor, input }) => {
    const { row, step } = await openTask(tx, actor, input);
    const patch = yieldOf(step, taskForm(step.plan.payload.value), input.outputs, step.outputs);
    const moved = await moveStep(tx, row.number, step.id, ["waiting"], "completed", patch);
    if (!moved) throw await tooLate(tx, row, step.id, `“${step.plan.title}” has moved on.`);
    await endTask(tx, step, "completed");
    await appendEvents(tx, row.number, label(actor), [
      { type: "task_completed", step: step.id, ...(input.note ? { note: input.note } : {}) },
      { type: "step", step: step.id, state: "completed" },
    ]);
    await wakeSettle(tx, row.number);
    return { value: { number: formatNumber(row.number) }, subject: `request:${row.number}`, detail: { step: step.id } };
  },
});
