import { sql } from "drizzle-orm";
import { PgBoss, fromDrizzle } from "pg-boss";
import type { Transaction } from "./client.ts";

/**
 * Jobs are wake-ups: they carry ids only and are harmless to repeat, because rows are locked and steps are leased.
 * Not policy `singleton`: a fetch that meets the key of an active job answers nothing at all, so one long step makes
 * every job behind its second wake-up a polling interval late [measured]; `stately` drops a wake-up that meets another.
 * A killed engine's job fails by its heartbeat and is sent again by pg-boss; the sweep does not wait for that.
 */
export const queues = [
  {
    name: "settle",
    notify: true,
    retryLimit: 5,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: 10,
    deleteAfterSeconds: 3600,
  },
  {
    name: "step",
    notify: true,
    retryLimit: 5,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: 10,
    // A step ends by its own timeout; the job must not end before it.
    expireInSeconds: 23 * 3600,
    deleteAfterSeconds: 3600,
  },
  {
    name: "probe",
    notify: true,
    retryLimit: 2,
    retryDelay: 1,
    heartbeatSeconds: 10,
    // A dry run plans modules.
    expireInSeconds: 150,
    deleteAfterSeconds: 3600,
  },
] as const;

export interface SettleJob {
  request: number;
}

export interface StepJob {
  request: number;
  /** Left out for a new request: it is settled, and its first step goes on at once. */
  step?: string;
}

/** Wakes an engine to settle a request, once the transaction commits; later with `afterSeconds`. */
export async function wakeSettle(
  tx: Transaction,
  request: number,
  more: { afterSeconds?: number } = {},
): Promise<void> {
  await send(tx, "settle", { request } satisfies SettleJob, more.afterSeconds);
}

/** Wakes an engine for a new request, once the transaction commits: one wake-up for settling it and for its first step. */
export async function wakeFirst(tx: Transaction, request: number): Promise<void> {
  await send(tx, "step", { request } satisfies StepJob);
}

/** Wakes an engine for a step, once the transaction commits; later with `afterSeconds` (within the polling interval). */
export async function wakeStep(
  tx: Transaction,
  request: number,
  step: string,
  more: { afterSeconds?: number } = {},
): Promise<void> {
  await send(tx, "step", { request, step } satisfies StepJob, more.afterSeconds);
}

export interface ProbeJob {
  probe: string;
}

/** Wakes an engine to answer a probe, once the transaction commits. */
export async function wakeProbe(tx: Transaction, probe: string): Promise<void> {
  await send(tx, "probe", { probe } satisfies ProbeJob);
}

async function send(
  tx: Transaction,
  queue: string,
  job: SettleJob | StepJob | ProbeJob,
  startAfter?: number,
): Promise<void> {
  const boss = await sender(tx);
  await boss.send(queue, job, { db: fromDrizzle(tx, sql), ...(startAfter === undefined ? {} : { startAfter }) });
}

declare global {
  var paoSender: Promise<PgBoss> | undefined;
}

/**
 * A pg-boss that only writes jobs, on the connection it is handed. It is started to learn the queues and stopped at
 * once, so that it keeps no timer and no connection; sending goes on working [pg-boss 12.35].
 */
async function sender(tx: Transaction): Promise<PgBoss> {
  globalThis.paoSender ??= learnQueues(tx).catch((error: unknown) => {
    globalThis.paoSender = undefined;
    throw error;
  });
  return globalThis.paoSender;
}

async function learnQueues(tx: Transaction): Promise<PgBoss> {
  const boss = new PgBoss({ db: fromDrizzle(tx, sql), migrate: false, supervise: false, schedule: false });
  boss.on("error", () => {});
  await boss.start();
  await boss.stop({ graceful: false, close: false });
  return boss;
}
