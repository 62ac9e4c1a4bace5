import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { marksOf, type StepPatch } from "#db/step.ts";
import { step } from "#db/tables.ts";
import type { StepState } from "#lib/core/lifecycle/states.ts";

/** Puts a step into the state that a test begins with, whatever it is in. */
export async function putStep(
  tx: Transaction,
  request: number,
  id: string,
  state: StepState,
  patch: StepPatch = {},
): Promise<void> {
  await tx
    .update(step)
    .set({ ...marksOf(state), ...patch, state })
    .where(and(eq(step.request, request), eq(step.id, id)));
}
