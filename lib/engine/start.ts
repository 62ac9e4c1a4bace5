import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "#db/client.ts";
import { beat, leaveSoon, removeEngine } from "#db/engine.ts";
import { loadInstallation } from "#db/installation.ts";
import { flushMeasures } from "#db/measure.ts";
import { findCapabilities } from "#lib/adapters/index.ts";
import { planVersion } from "#lib/core/plan/plan.ts";
import { Recent } from "#lib/core/recent.ts";
import { log } from "#lib/log.ts";
import { flushSpans } from "#lib/trace.ts";
import { watchCalls } from "./calls.ts";
import type { EngineContext } from "./context.ts";
import { Gates } from "./gates.ts";
import { sweep } from "./sweep.ts";
import { workQueues } from "./wake-ups.ts";

export interface EngineOptions {
  databaseUrl: string;
  /** How many steps it moves at the same time. */
  concurrency: number;
  /** Where people open PAO. */
  baseUrl: string;
  version: string;
  /** The longest pause between two looks at the outside; short in the sandbox, where people watch. */
  longestPauseSeconds: number;
  /** The newest plans it understands; those of its own version when left out. */
  planVersion?: number;
  /** How long a step stays ours after the last sign of life. */
  leaseSeconds?: number;
  /** How long what runs may go on once the engine stops. */
  graceMs?: number;
  /** Where it keeps files while they are needed. */
  dataDir: string;
}

export interface Engine {
  id: string;
  stop(): Promise<void>;
}

/** Starts an engine: from here on it takes the steps of this database, beside however many others. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  // A turn at a step takes a connection only while it writes.
  const { db, close } = openDatabase(options.databaseUrl, { poolSize: Math.min(20, options.concurrency + 4) });
  const stopping = new AbortController();
  const leaving = new AbortController();
  const capabilities = await findCapabilities();
  watchCalls();
  const engine: EngineContext = {
    db,
    databaseUrl: options.databaseUrl,
    dataDir: path.resolve(options.dataDir),
    capabilities,
    id: `${hostname()}-${randomUUID().slice(0, 8)}`,
    installation: (await loadInstallation(db)).id,
    baseUrl: options.baseUrl,
    leaseSeconds: options.leaseSeconds ?? 8,
    longestPauseSeconds: options.longestPauseSeconds,
    planVersion: options.planVersion ?? planVersion,
    gates: new Gates(),
    revisions: new Recent(200),
    leaving: leaving.signal,
    stopping: stopping.signal,
  };
  const self = { id: engine.id, version: options.version, planVersion: engine.planVersion, capabilities };
  const heart = () => beat(db, { ...self, concurrency: options.concurrency });
  await heart();
  const wakeUps = await workQueues(engine, options.databaseUrl, options.concurrency);
  const endSweep = sweep(engine, heart);
  log.info("the engine is ready", { engine: engine.id, capabilities });
  const stop = async () => {
    endSweep();
    leaving.abort(new Error("The engine takes nothing more."));
    await leaveSoon(db, engine.id).catch((error: unknown) => log.warn("nobody was told of the stop", { error }));
    wakeUps.pause();
    await Promise.race([wakeUps.idle(), pause(options.graceMs ?? 2000)]);
    stopping.abort(new Error("The engine stops."));
    await Promise.race([wakeUps.idle(), pause(2000)]);
    await wakeUps.close();
    await removeEngine(db, engine.id);
    // What is lost are seconds of measuring; the end waits for no collector that is away.
    await Promise.race([Promise.allSettled([flushMeasures(db), flushSpans()]), pause(1000)]);
    await close();
  };
  return { id: engine.id, stop };
}
