import { type Held, takeAfresh } from "#db/attempt.ts";
import type { Transaction } from "#db/client.ts";
import { lockWithSteps } from "#db/locked.ts";

/** Takes a step and begins an attempt, as an engine of that name would; null when it is not free. */
export async function takeAs(
  engine: string,
  tx: Transaction,
  number: number,
  id: string,
  leaseSeconds: number,
): Promise<Held | null> {
  const step = (await lockWithSteps(tx, number))?.steps.find((one) => one.id === id);
  const taken = step && (await takeAfresh(tx, step, { engine, place: null, leaseSeconds }));
  return taken?.held ?? null;
}
