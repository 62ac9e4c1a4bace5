import { PgBoss } from "pg-boss";
import { workers } from "./steps-place.ts";

const queue = "bench";

/** Jobs that do nothing, fetched one by one by as many workers as an engine has: how many of them a second. */
export async function emptyJobs(databaseUrl: string, count: number): Promise<number> {
  const boss = new PgBoss({ connectionString: databaseUrl, migrate: false, schedule: false, supervise: false, max: 4 });
  boss.on("error", () => {});
  await boss.start();
  await boss.createQueue(queue);
  await boss.insert(
    queue,
    Array.from({ length: count }, (_, n) => ({ data: { n } })),
  );
  try {
    let began = 0;
    let done = 0;
    await new Promise<void>((resolve) => {
      const work = async () => {
        const worker = { id: "" };
        worker.id = await boss.work(queue, { batchSize: 1, pollingIntervalSeconds: 2 }, async () => {
          if (began === 0) began = performance.now();
          boss.notifyWorker(worker.id);
          if (++done === count) resolve();
        });
      };
      for (let n = 0; n < workers; n += 1) void work();
    });
    return (count * 1000) / (performance.now() - began);
  } finally {
    await boss.stop({ graceful: true, timeout: 2000 });
  }
}
