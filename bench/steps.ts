import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { bareSteps } from "./bare-steps.ts";
import { copyPattern, keepPattern } from "./copies.ts";
import { emptyJobs } from "./empty-jobs.ts";
import { endEngine, startEngine } from "./engines.ts";
import type { Figure } from "./figure.ts";
import { placeOrder, type StepsPlace } from "./steps-place.ts";

const stepsEach = 5;
const warmUp = 50;

/** Steps of a request that call what answers at once, a request's one after the other, many requests at once. */
export async function steps(place: StepsPlace, requests: number): Promise<Figure[]> {
  await keepPattern(place.db, "fresh", await placeOrder(place, "bench-calls"));
  // Before and after, because whatever else the machine does changes from minute to minute.
  const before = await byHand(place, requests / 2);
  const one = await byEngines(place, 1, requests);
  const bare = { what: "the same by hand", value: (before + (await byHand(place, requests / 2))) / 2 };
  const jobs = { what: "empty jobs of pg-boss", value: await emptyJobs(place.url, requests * stepsEach) };
  const two = await byEngines(place, 2, requests);
  const four = await byEngines(place, 4, requests);
  const many = requests * 100;
  await remember(place, many);
  const late = await byEngines(place, 1, requests);
  const first = { what: "one engine", value: one };
  return [
    { name: `steps per second, one engine of ten, ${requests} requests`, value: one, unit: "/s", limit: bare },
    { name: "steps per second, one engine", value: one, unit: "/s", limit: jobs },
    { name: "steps per second, 2 engines", value: two, unit: "/s", limit: first },
    { name: "steps per second, 4 engines", value: four, unit: "/s", limit: first },
    { name: `steps per second after ${many} requests, one engine`, value: late, unit: "/s", limit: first },
  ];
}

async function byHand(place: StepsPlace, requests: number): Promise<number> {
  await copyPattern(place.db, "fresh", requests, {});
  const rows = await place.db.execute<{ number: number }>(
    sql`select number::int as number from request where state = 'submitted' order by number`,
  );
  return bareSteps(
    place,
    rows.map(({ number }) => number),
  );
}

/** From the commit of all orders to the end of the last one, by engines that have worked a little before. */
async function byEngines(place: StepsPlace, count: number, requests: number): Promise<number> {
  const engines: ChildProcess[] = [];
  try {
    for (let n = 0; n < count; n += 1) engines.push(await startEngine(place.environment));
    await untilDone(place, await orderAtOnce(place, warmUp * count));
    const began = performance.now();
    await untilDone(place, await orderAtOnce(place, requests));
    return (requests * stepsEach * 1000) / (performance.now() - began);
  } finally {
    await Promise.all(engines.map((engine) => endEngine(engine)));
  }
}

/** All orders are in the database before the first of them is seen. Answers the number after which they come. */
async function orderAtOnce({ db }: StepsPlace, requests: number): Promise<number> {
  const [row] = await db.execute<{ last: number }>(sql`select max(number)::int as last from request`);
  await copyPattern(db, "fresh", requests, { wake: true });
  return row?.last ?? 0;
}

async function untilDone({ db }: StepsPlace, after: number): Promise<void> {
  for (const deadline = Date.now() + 180_000; ; await pause(20)) {
    const [row] = await db.execute<{ open: number; failed: number }>(sql`
      select count(*) filter (where state <> 'completed')::int as open, count(*) filter (where state = 'failed')::int as failed
      from request where number > ${after}`);
    if (row?.open === 0) return;
    if ((row?.failed ?? 0) > 0) throw new Error("A measured request has failed.");
    if (Date.now() > deadline) throw new Error("Steps are still open after three minutes.");
  }
}

/** A history: copies of a request that engines have completed, over four weeks. */
async function remember({ db }: StepsPlace, many: number): Promise<void> {
  const [row] = await db.execute<{ number: number }>(sql`select max(number)::int as number from request`);
  await keepPattern(db, "done", row?.number ?? 0);
  await copyPattern(db, "done", many, { apartSeconds: (28 * 86_400) / many });
  await db.execute(sql`vacuum analyze`);
}
