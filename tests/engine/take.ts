import { type Held, insertAttempt, takeStep } from "#db/attempt.ts";
import type { Transaction } from "#db/client.ts";
import { lockWithSteps } from "#db/request.ts";

/** Takes a step and begins an attempt, as an engine of that name would; null when it is not free. */
export async function takeAs(
  engine: string,
  tx: Transaction,
  number: number,
  id: string,
  leaseSeconds: number,
): Promise<Held | null> {
  const step = (await lockWithSteps(tx, number))?.steps.find((one) => one.id === id);
  const held = step ? await takeStep(tx, step, leaseSeconds, step.attempts + 1) : null;
  if (step && held) await insertAttempt(tx, held, engine, step);
  return held;
}
