import { type Job, PgBoss } from "pg-boss";
import type { ProbeJob, SettleJob, StepJob } from "#db/queue.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";
import { answer } from "./probe.ts";
import { runStep } from "./run-step.ts";
import { settleRequest } from "./settle.ts";

/** Settling is short and holds a row lock; few at a time are enough for many steps. */
const settlers = 3;

/** A probe mostly waits for the outside, and somebody waits for it. */
const probers = 2;

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
  const running = new Set<Promise<void>>();
  let paused = false;
  const work = async <T extends object>(queue: string, handle: (data: T) => Promise<void>) => {
    // With one job per fetch a worker would sleep its polling interval after each, unless it wakes itself.
    const worker = { id: "" };
    worker.id = await boss.work<T>(
      queue,
      { batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 },
      async ([job]: Job<T>[]) => {
        boss.notifyWorker(worker.id);
        if (job === undefined) return;
        // Left for another engine: a failed job is sent again.
        if (paused) throw new Error("This engine stops.");
        const done = handle(job.data);
        running.add(done);
        await done.finally(() => running.delete(done));
      },
    );
  };
  for (let n = 0; n < settlers; n++) await work<SettleJob>("settle", ({ request }) => settleRequest(engine, request));
  for (let n = 0; n < concurrency; n++)
    await work<StepJob>("step", ({ request, step }) => runStep(engine, request, step));
  for (let n = 0; n < probers; n++) await work<ProbeJob>("probe", ({ probe }) => answer(engine, probe));
  return {
    pause: () => {
      paused = true;
      for (const queue of ["settle", "step", "probe"]) void boss.offWork(queue, { wait: false }).catch(() => {});
    },
    idle: async () => {
      await Promise.allSettled(running);
    },
    close: () => boss.stop({ graceful: true, timeout: 2000 }),
  };
}
