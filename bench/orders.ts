import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { bareTransactions } from "./bare-order.ts";
import { type Figure, p95 } from "./figure.ts";
import { atOnce } from "./load.ts";
import type { Running } from "./pao.ts";
import { order } from "./rest.ts";

const connections = 10;

/** Orders over REST, taken while the engine already works on them; then the bare inserts, when all is quiet again. */
export async function orders({ url, databaseUrl }: Running, count: number): Promise<Figure[]> {
  const place = (round: string) => (index: number) => order(url, "message-queue", { name: `bench-${round}-${index}` });
  await atOnce(connections, connections * 3, place("w"));
  const numbers: number[] = [];
  const began = performance.now();
  const taken = await atOnce(connections, count, async (index) => numbers.push(await place("m")(index)));
  await untilDone(databaseUrl);
  const seconds = (performance.now() - began) / 1000;
  const bare = await bareTransactions(databaseUrl, numbers.at(-1) ?? 0, connections, count);
  const what = "bare transaction";
  return [
    {
      name: "orders accepted at 10 connections",
      value: taken.perSecond,
      unit: "/s",
      limit: { what, value: bare.perSecond },
    },
    {
      name: "order accepted at 10 connections, p95",
      value: p95(taken.took),
      unit: "ms",
      limit: { what, value: p95(bare.took) },
    },
    { name: `${count} orders of two HTTP steps, all completed`, value: seconds, unit: "s" },
  ];
}

/** Every request that goes on by itself has ended; tasks wait for people. */
async function untilDone(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  const open = () =>
    sql<{ count: number }[]>`select count(*)::int as count from request
      where offering = 'message-queue' and state not in ('completed', 'failed', 'rejected', 'aborted')`;
  try {
    for (const deadline = Date.now() + 180_000; (await open())[0]?.count !== 0; await pause(50))
      if (Date.now() > deadline) throw new Error("Orders are still open after three minutes.");
  } finally {
    await sql.end();
  }
}
