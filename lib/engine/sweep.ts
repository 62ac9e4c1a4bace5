import { sealAudit } from "#db/audit-seal.ts";
import { claimChore } from "#db/chore.ts";
import { forgetDeadEngines } from "#db/engine.ts";
import { letIn, linedUp } from "#db/gate.ts";
import { forgetKeys } from "#db/idempotency.ts";
import { expireLines } from "#db/log-line.ts";
import { flushMeasures } from "#db/measure.ts";
import { forgetProbes } from "#db/probe.ts";
import { wakeSettle, wakeStep } from "#db/queue.ts";
import { findUnsettled, type Quiet } from "#db/request.ts";
import { forgetSessions } from "#db/session.ts";
import { claimDue, claimLost } from "#db/step.ts";
import { forgetTestRevisions } from "#db/test-revision.ts";
import { forgetTokens } from "#db/token.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";
import { removeLeftovers } from "./keeper/tidy.ts";

const batch = 100;
const linesLiveDays = 30;

/** What an engine does by the clock: wakes what is due, lets in who waits for a place, takes over from dead engines, tidies up. Answers how to stop. */
export function sweep(engine: EngineContext, beat: () => Promise<void>): () => void {
  const timers = [
    every(1000, () => wakeDue(engine)),
    every(4000, beat),
    every(5000, () => flushMeasures(engine.db)),
    every(300_000, () => removeLeftovers(engine)),
    every(5000, () => doChores(engine)),
  ];
  return () => timers.forEach((timer) => clearInterval(timer));
}

/** What one of all engines does, so often. */
const chores = [
  // The queue sends what died with its engine again after 10 s at best; 17 s were seen, which is longer than a step's lease.
  { name: "wake what was dropped", everySeconds: 4, run: wakeForgotten({ forSeconds: 5, atMostSeconds: 60 }) },
  { name: "wake what was forgotten", everySeconds: 30, run: wakeForgotten({ forSeconds: 30 }) },
  { name: "seal the audit", everySeconds: 10, run: seal },
  { name: "tidy up", everySeconds: 3600, run: tidy },
];

async function doChores(engine: EngineContext): Promise<void> {
  for (const { name, everySeconds, run } of chores)
    if (await claimChore(engine.db, name, everySeconds, engine.id)) await run(engine);
}

/** Runs a chore again and again, never twice at once; a database that is away for a while ends nothing. */
function every(ms: number, chore: () => Promise<void>): NodeJS.Timeout {
  let busy = false;
  return setInterval(() => {
    if (busy) return;
    busy = true;
    chore()
      .catch((error: unknown) => log.warn("a chore of the engine failed", { error }))
      .finally(() => (busy = false));
  }, ms);
}

async function wakeDue({ db }: EngineContext): Promise<void> {
  await db.transaction(async (tx) => {
    const lost = await claimLost(tx, batch);
    for (const { request, id } of lost) log.info("taking over from an engine that has gone", { request, step: id });
    for (const { request, id } of [...lost, ...(await claimDue(tx, batch))]) await wakeStep(tx, request, id);
  });
  for (const name of await linedUp(db)) await letIn(db, name);
}

/** Should a wake-up ever be lost, its request is settled late rather than never. */
function wakeForgotten(quiet: Quiet): (engine: EngineContext) => Promise<void> {
  return ({ db }) =>
    db.transaction(async (tx) => {
      for (const number of await findUnsettled(tx, batch, quiet)) await wakeSettle(tx, number);
    });
}

async function seal({ db }: EngineContext): Promise<void> {
  await sealAudit(db);
}

async function tidy({ db }: EngineContext): Promise<void> {
  await expireLines(db, linesLiveDays);
  await forgetDeadEngines(db);
  await forgetKeys(db);
  await forgetSessions(db);
  await forgetTokens(db);
  await forgetProbes(db);
  await forgetTestRevisions(db);
}
