import { setTimeout as pause } from "node:timers/promises";
import type { Job, Ports, RunResult } from "./run.ts";

const everyMs = 4_000;
const lookMs = 500;

/**
 * Works on a state while nobody else does: waits until it is free, and keeps it. Should it be lost all the same, the run is
 * interrupted, and nothing it writes counts any more.
 */
export async function whileHeld<Result>(
  { holder }: Job,
  ports: Ports,
  work: (held: Ports) => Promise<Result>,
): Promise<Result | Extract<RunResult, { how: "stopped" }>> {
  if (!(await taken(ports))) return { how: "stopped", made: false, exists: [] };
  const lost = new AbortController();
  const keep = () =>
    ports.store
      .keep()
      .then((ours) => (ours ? undefined : lost.abort(new Error(`${holder.run} has lost its state.`))))
      // A database that is away comes back, or the state is another's by then.
      .catch(() => {});
  const timer = setInterval(() => void keep(), everyMs);
  try {
    return await work({ ...ports, signal: AbortSignal.any([ports.signal, lost.signal]) });
  } finally {
    clearInterval(timer);
    await ports.store.release().catch(() => {});
  }
}

/** False when the wait was ended. */
async function taken({ store, log, signal }: Ports): Promise<boolean> {
  let told = "";
  while (!signal.aborted) {
    const other = await store.take();
    if (other === null) return true;
    if (told !== other.run) log(`Waits for ${other.request}, which works on the same state.`);
    told = other.run;
    await pause(lookMs, undefined, { signal }).catch(() => {});
  }
  return false;
}
