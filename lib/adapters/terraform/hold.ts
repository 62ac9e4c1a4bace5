import { setTimeout as pause } from "node:timers/promises";
import { graceMs } from "./child.ts";
import type { Job, Ports, RunResult } from "./run.ts";
import type { Holder, StateStore } from "./store.ts";

/** How long a run goes on without a sign that its state is still its own. */
const lostAfterMs = 15_000;
/** How long a state stays held after the last sign of life: until Terraform, interrupted by then, was killed for certain. */
export const holdSeconds = (lostAfterMs + graceMs + 5_000) / 1000;

const usual = { everyMs: 4_000, lookMs: 500, clockMs: 500, lostAfterMs };

/**
 * Works on a state while nobody else does: waits until it is free, and keeps it. Should it be lost all the same, the run is
 * interrupted by its own clock, before the state is anybody else's. Then it throws: what was made is looked for.
 */
export async function whileHeld<Result extends { how: string }>(
  { holder }: Pick<Job, "holder">,
  ports: Ports,
  work: (held: Ports) => Promise<Result>,
  times = usual,
): Promise<Result | Extract<RunResult, { how: "stopped" }>> {
  if (!(await taken(ports, holder, times.lookMs))) return { how: "stopped", made: false, exists: [] };
  const hold = holding(ports.store, holder.run, times);
  try {
    const result = await work({ ...ports, signal: AbortSignal.any([ports.signal, hold.lost]) });
    if (result.how === "stopped" && !ports.signal.aborted) hold.lost.throwIfAborted();
    return result;
  } finally {
    hold.end();
    await ports.store.release().catch(() => {});
  }
}

function holding(store: StateStore, run: string, times: typeof usual): { lost: AbortSignal; end: () => void } {
  const lost = new AbortController();
  let sign = performance.now();
  const keep = async () => {
    const asked = performance.now();
    if (await store.keep()) sign = asked;
    else lost.abort(new Error(`${run} has lost its state to another run.`));
  };
  // A database that is away may be back before the clock has run down.
  const timer = setInterval(() => void keep().catch(() => {}), times.everyMs);
  const clock = setInterval(() => {
    if (performance.now() - sign > times.lostAfterMs)
      lost.abort(new Error("The database was away for too long to hold on to the state. Terraform was interrupted."));
  }, times.clockMs);
  const end = () => [timer, clock].forEach((one) => clearInterval(one));
  return { lost: lost.signal, end };
}

/** False when the wait was ended. */
async function taken({ store, log, signal }: Ports, holder: Holder, lookMs: number): Promise<boolean> {
  let told = "";
  while (!signal.aborted) {
    const other = await store.take();
    if (other === null) return true;
    if (told !== other.run) log(waitsFor(holder, other));
    told = other.run;
    await pause(lookMs, undefined, { signal }).catch(() => {});
  }
  return false;
}

function waitsFor(own: Holder, other: Holder): string {
  if (own.request !== other.request || own.step !== other.step)
    return `Waits for ${other.request}, which works on the same state.`;
  return "The run before goes on without its engine: waits for its end, to go on from what it makes.";
}
