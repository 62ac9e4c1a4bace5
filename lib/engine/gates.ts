import type { Reader } from "#db/client.ts";
import { type KnownGate, letIn, listGates, pauseGate, pauseLonger, resumeGate } from "#db/gate.ts";
import type { RequestRow } from "#db/request.ts";
import type { StepRow } from "#db/step.ts";
import { type Adapter, AdapterError } from "#lib/adapters/adapter.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { connectionOf } from "#lib/core/decide/connection.ts";
import { isGated, type Limits, limitsOf } from "#lib/core/gate.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";
import { pinnedOf } from "./facts.ts";

/** Most connections have no limit: asking the database before every turn would cost them all. */
const freshMs = 1000;

/** The longest that an outside may have everybody wait; then it is asked again. */
const longestPauseSeconds = 3600;
/** The same of one that does not say for how long. */
const longestGuessSeconds = 600;

/** What an engine knows of connections and their limits, a second old at most. */
export class Gates {
  #known: readonly KnownGate[] = [];
  #readAt = -Infinity;

  async known(on: Reader): Promise<readonly KnownGate[]> {
    if (performance.now() - this.#readAt < freshMs) return this.#known;
    this.#known = await listGates(on);
    this.#readAt = performance.now();
    return this.#known;
  }

  /** Something has changed: the next who asks reads anew. */
  forget(): void {
    this.#readAt = -Infinity;
  }
}

/** A step as it goes on: what has begun through a connection means that one, whichever its document would mean by now. */
export function bound({ plan, connection }: Pick<StepRow, "plan" | "connection">): PlannedStep {
  return connection === null ? plan : { ...plan, connection };
}

/** The connection that a step may only go through when there is room; null for one that takes everybody. */
export async function gateOf(
  engine: Pick<EngineContext, "gates" | "revisions">,
  on: Reader,
  row: RequestRow,
  step: Pick<StepRow, "plan" | "uses" | "connection">,
): Promise<{ name: string; limits: Limits } | null> {
  if (adapterDefinition(step.uses).connection === null) return null;
  const known = await engine.gates.known(on);
  // Only where connections are open to some teams, and nothing has begun, does it matter whose offering it is.
  const asks = step.connection === null && known.some(({ teams }) => teams !== null);
  const owner = asks ? (await pinnedOf(engine, on, row)).offering.metadata.owner : undefined;
  const connected = connectionOf(bound(step), known, owner);
  const found = "missing" in connected ? undefined : known.find(({ name }) => name === connected.name);
  const limits = limitsOf(found?.settings ?? {});
  return found && isGated(limits, found.pausedUntil) ? { name: found.name, limits } : null;
}

/** Lets the next ones in, once a turn through a connection is over: they would be let in a second later otherwise. */
export async function leaveGate({ db, gates }: EngineContext, name: string): Promise<void> {
  try {
    const paused = (await gates.known(db)).some((one) => one.name === name && one.pausedUntil !== null);
    if (paused && (await resumeGate(db, name))) gates.forget();
    await letIn(db, name);
  } catch (error) {
    log.warn("nobody could be let in at a connection", { connection: name, error });
  }
}

/** An adapter whose outside is heeded: when it asks to slow down, every step that goes through the connection waits. */
export function heeding(engine: EngineContext, name: string, adapter: Adapter): Adapter {
  const heed = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      if (error instanceof AdapterError) await slowDown(engine, name, error);
      throw error;
    }
  };
  const heeded: Adapter = {
    find: (context) => heed(adapter.find(context)),
    start: (context) => heed(adapter.start(context)),
    check: (context, reference) => heed(adapter.check(context, reference)),
  };
  const cancel = adapter.cancel?.bind(adapter);
  if (cancel) heeded.cancel = (context, reference, since) => heed(cancel(context, reference, since));
  return heeded;
}

async function slowDown({ db, gates }: EngineContext, name: string, error: AdapterError): Promise<void> {
  const { retryAfterSeconds: seconds = 0, busy } = error;
  if (seconds === 0 && !busy) return;
  log.info("a connection is paused: the outside asks to slow down", { connection: name, seconds });
  if (seconds > 0) await pauseGate(db, name, Math.min(longestPauseSeconds, seconds));
  else await pauseLonger(db, name, longestGuessSeconds);
  gates.forget();
}
