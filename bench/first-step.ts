import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { type Figure, median, p95 } from "./figure.ts";
import { notifyTimes } from "./notify.ts";
import type { Running } from "./pao.ts";
import { order } from "./rest.ts";

/** From sending an order to the first step at work, one order at a time. */
export async function firstStep({ url, databaseUrl }: Running, count: number): Promise<Figure[]> {
  const sql = postgres(databaseUrl, { max: 1 });
  const took: number[] = [];
  try {
    for (let index = 0; index < count + 3; index += 1) {
      const began = Date.now();
      const number = await order(url, "bench-tasks", {});
      const started = await startOf(sql, number);
      // The first ones find cold caches.
      if (index >= 3) took.push(started - began);
    }
  } finally {
    await sql.end();
  }
  const bare = await notifyTimes(databaseUrl, count);
  const limit = (value: number) => ({ what: "NOTIFY to another connection", value });
  return [
    { name: "order sent → first step started, median", value: median(took), unit: "ms", limit: limit(median(bare)) },
    { name: "order sent → first step started, p95", value: p95(took), unit: "ms", limit: limit(p95(bare)) },
  ];
}

async function startOf(sql: postgres.Sql, number: number): Promise<number> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(10)) {
    const [row] = await sql<{ at: Date | null }[]>`select min(started_at) as at from step where request = ${number}`;
    if (row?.at) return row.at.getTime();
  }
  throw new Error(`No step of request ${number} has started.`);
}
