import { type Job, PgBoss } from "pg-boss";
import type { ProbeJob, SettleJob, StepJob } from "#db/queue.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";
import { answer } from "./probe.ts";
import { runFirst, runStep } from "./run-step.ts";
import { settleRequest } from "./settle.ts";
import { Turns } from "./turns.ts";

/** Settling is short and holds a row lock; few at a time are enough for many steps. */
const settlers = 3;

/** Settlings are fetched, and told as done, together. */
const settledInARow = 8;

/** A probe mostly waits for the outside, and somebody waits for it. Some plan modules, which takes longer. */
const probers = 4;

export interface WakeUps {
  /** Takes nothing more; what runs goes on. */
  pause(): void;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Works the queues: each wake-up is one settling or one turn at a step. */
export async function workQueues(engine: EngineContext, databaseUrl: string, concurrency: number): Promise<WakeUps> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "pao engine",
    // Fetching is quick and takes turns; a connection per worker would starve the server with many engines.
    max: 4,
    migrate: false,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  });
  boss.on("error", (error) => log.warn("the queue had a hiccup", { error: error.message }));
  boss.on("warning", ({ message }) => log.warn("the queue warns", { warning: message }));
  await boss.start();
  const turns = new Turns();
  const work = async <T extends object>(queue: string, handle: (data: T) => Promise<void>, batchSize = 1) => {
    // With one job per fetch a worker would sleep its polling interval after each, unless it wakes itself.
    const worker = { id: "" };
    worker.id = await boss.work<T>(
      queue,
      { batchSize, perJobResults: true, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 },
      async (jobs: Job<T>[]) => {
        boss.notifyWorker(worker.id);
        const results = [];
        for (const job of jobs) results.push(await turns.take(job, handle));
        return results;
      },
    );
  };
  const settle = async ({ request }: SettleJob) => void (await settleRequest(engine, request));
  for (let n = 0; n < settlers; n++) await work("settle", settle, settledInARow);
  for (let n = 0; n < concurrency; n++)
    await work<StepJob>("step", ({ request, step }) =>
      step === undefined ? runFirst(engine, request) : runStep(engine, request, step),
    );
  for (let n = 0; n < probers; n++) await work<ProbeJob>("probe", ({ probe }) => answer(engine, probe));
  return {
    pause: () => {
      turns.pause();
      for (const queue of ["settle", "step", "probe"]) void boss.offWork(queue, { wait: false }).catch(() => {});
    },
    idle: () => turns.idle(),
    close: () => boss.stop({ graceful: true, timeout: 2000 }),
  };
}
