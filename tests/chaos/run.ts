import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { reconnectAfter } from "#db/client.ts";
import { type Count, countAll } from "./count.ts";
import { Dice } from "./dice.ts";
import { offered } from "./documents.ts";
import { placeOrders } from "./orders.ts";
import { People } from "./people.ts";
import { makePlace, removePlace } from "./place.ts";
import { type Cast, Processes } from "./processes.ts";
import { outside, Rest } from "./rest.ts";
import { watchStalls } from "./stalls.ts";
import { longestDelayMs, storm, type Weather } from "./storm.ts";

export interface Chaos {
  seed: number;
  /** Orders that are placed while the storm goes on. */
  orders: number;
  stormSeconds: number;
  /** How long the rest may take once all is quiet. */
  calmSeconds: number;
  port: number;
  cast: Cast;
  weather: Weather;
  withTerraform: boolean;
  /** Keeps the folder, for whoever looks into what went wrong. */
  keep: boolean;
}

export interface Running {
  count: Promise<Count>;
  end(): Promise<void>;
}

/** PAO on folders, ports and a PostgreSQL of its own, in a storm and in the calm after it. */
export async function runChaos(chaos: Chaos): Promise<Count> {
  const running = startChaos(chaos);
  try {
    return await running.count;
  } finally {
    await running.end();
  }
}

export function startChaos(chaos: Chaos): Running {
  const samples = offered(chaos.withTerraform);
  const place = makePlace(samples);
  let starting: Promise<Processes> | undefined;
  let sql: Sql | undefined;
  const over = new AbortController();
  const work = async () => {
    starting = Processes.start(place, chaos.port, chaos.cast);
    const processes = await starting;
    sql = postgres(processes.databaseUrl, { max: 4, onnotice: () => {}, connect_timeout: 2, backoff: reconnectAfter });
    return play(chaos, { place, processes, sql, samples }, over);
  };
  const end = async () => {
    over.abort();
    await sql?.end({ timeout: 1 }).catch(() => {});
    const processes = await starting?.catch(() => undefined);
    await processes?.end();
    if (!chaos.keep) await removePlace(place);
  };
  return { count: work(), end };
}

interface Stage {
  place: ReturnType<typeof makePlace>;
  processes: Processes;
  sql: Sql;
  samples: ReturnType<typeof offered>;
}

async function play(
  { seed, orders, stormSeconds, calmSeconds, weather }: Chaos,
  { place, processes, sql, samples }: Stage,
  over: AbortController,
): Promise<Count> {
  const rest = new Rest(processes);
  await ready(processes);
  const began = performance.now();
  const people = new People(sql, processes, rest, new Dice(seed + 1));
  const working = people.work(over.signal);
  const stalling = watchStalls(sql, over.signal);
  const quiet = AbortSignal.any([over.signal, AbortSignal.timeout(stormSeconds * 1000)]);
  const storming = storm(processes, new Dice(seed + 2), weather, quiet);
  const pace = { count: orders, withinMs: stormSeconds * 800 };
  const accepted = await placeOrders(rest, new Dice(seed), samples, pace);
  const struck = await storming;
  await calmDown(processes, sql, people);
  await until(() => settled(sql), calmSeconds, over.signal);
  over.abort();
  const [stall] = await Promise.all([stalling, working]);
  const seconds = (performance.now() - began) / 1000;
  return countAll(sql, place.applied, { accepted, struck, doings: people.doings, stall, seconds });
}

/** What was killed is back, nothing breaks any more, and what was on its way has arrived. */
async function calmDown(processes: Processes, sql: Sql, people: People): Promise<void> {
  await processes.whole();
  await ready(processes);
  while ((await outside(processes, "DELETE", "/control/faults", {}))?.status !== 204) await pause(300);
  await pause(longestDelayMs + 2000);
  people.calm = true;
  // The stand-ins have shown all that they will: the rest of each settling time would prove nothing more.
  await sql`UPDATE attempt SET effect_sent_at = effect_sent_at - interval '10 minutes' WHERE effect_sent_at IS NOT NULL`;
}

async function ready({ webs, sandbox }: Processes): Promise<void> {
  const addresses = [...webs.map((web) => `${web}/api/health/ready`), `${sandbox}/control/faults`];
  await until(async () => {
    const answers = await Promise.all(addresses.map((address) => fetch(address).catch(() => undefined)));
    return answers.every((answer) => answer?.ok);
  }, 60);
}

async function settled(sql: Sql): Promise<boolean> {
  const open = await sql`SELECT FROM request WHERE state NOT IN ('completed', 'rejected', 'aborted') LIMIT 1`;
  const late = await sql`
    SELECT FROM step WHERE state IN ('queued', 'processing', 'waiting', 'cancelling')
      AND request IN (SELECT number FROM request WHERE state = 'completed') LIMIT 1`;
  return open.count === 0 && late.count === 0;
}

/** Gives up quietly: what has not come true by then is counted. */
async function until(holds: () => Promise<boolean>, seconds: number, over?: AbortSignal): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end && !over?.aborted && !(await holds())) await pause(300);
}
