import { type Held, renewLease } from "#db/attempt.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";

export interface Lease {
  /** Aborted when the step is no longer ours, or the engine stops. */
  signal: AbortSignal;
  end(): void;
}

/** Renews the lease while an attempt runs. */
export function keepLease({ db, leaseSeconds, stopping }: EngineContext, held: Held): Lease {
  const lost = new AbortController();
  const renew = async () => {
    try {
      if (!(await renewLease(db, held, leaseSeconds))) lost.abort();
    } catch (error) {
      // The database may come back before the lease is over; if it does not, another engine takes the step.
      log.warn("a lease could not be renewed", { request: held.request, step: held.id, error });
    }
  };
  const timer = setInterval(() => void renew(), (leaseSeconds * 1000) / 4);
  return { signal: AbortSignal.any([lost.signal, stopping]), end: () => clearInterval(timer) };
}
