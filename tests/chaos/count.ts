import type { Sql } from "postgres";
import { effects } from "./effects.ts";
import type { Accepted } from "./orders.ts";
import type { Doings } from "./people.ts";
import type { Stall } from "./stalls.ts";
import type { Struck } from "./storm.ts";

export interface Told {
  accepted: readonly Accepted[];
  struck: Struck;
  doings: Doings;
  stall: Stall;
  seconds: number;
}

/** What a run came to. */
export interface Count extends Told {
  /** Requests by state, those of bundles among them. */
  states: Record<string, number>;
  effects: Record<string, number>;
  /** Accepted and not found, ordered twice, or not at an end though all was calm. */
  lost: string[];
  duplicated: string[];
}

export async function countAll(sql: Sql, applied: string, told: Told): Promise<Count> {
  const requests = await sql<{ number: number; state: string; key: string; parent: number | null }[]>`
    SELECT number::int AS number, state, inputs->>'key' AS key, parent::int AS parent FROM request ORDER BY number`;
  const found = await effects(sql, applied);
  return {
    ...told,
    states: tally(requests.map(({ state }) => state)),
    effects: tally(found.map(({ kind }) => kind)),
    lost: [...missing(requests, told.accepted), ...(await unfinished(sql))],
    duplicated: found.filter(({ times }) => times > 1).map(({ kind, key, times }) => `${kind} ${key}: ${times} times`),
  };
}

function missing(
  requests: readonly { number: number; key: string; parent: number | null }[],
  accepted: readonly Accepted[],
): string[] {
  const known = new Map(requests.map((each) => [each.number, each]));
  const gone = accepted.filter(({ number, key }) => known.get(number)?.key !== key);
  const keys = new Set(accepted.map(({ number }) => number));
  const more = requests.filter(({ number, parent }) => parent === null && !keys.has(number));
  return [
    ...gone.map(({ number, offering }) => `REQ-${number} (${offering}) was accepted and is not there`),
    ...more.map(({ number }) => `REQ-${number} was never accepted and is there`),
  ];
}

async function unfinished(sql: Sql): Promise<string[]> {
  const rows = await sql<{ number: number; state: string; steps: string }[]>`
    SELECT r.number::int AS number, r.state, string_agg(s.id || ' ' || s.state || coalesce(' (' || (s.problem->>'code') || ')', ''), ', ' ORDER BY s.position) AS steps
    FROM request r JOIN step s ON s.request = r.number
    WHERE r.state NOT IN ('completed', 'rejected', 'aborted')
      OR r.state = 'completed' AND EXISTS (SELECT FROM step o WHERE o.request = r.number AND o.state IN ('queued', 'processing', 'waiting', 'cancelling'))
    GROUP BY r.number, r.state`;
  return rows.map(({ number, state, steps }) => `REQ-${number} is still ${state}: ${steps}`);
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

export function lines(count: Count): string[] {
  const list = (counts: Iterable<[string, number]>) =>
    [...counts]
      .toSorted(([, a], [, b]) => b - a)
      .map(([what, times]) => `${what} ${times}`)
      .join(", ") || "none";
  const { seconds, accepted, states, doings, stall, lost, duplicated } = count;
  return [
    `${Math.round(seconds)} s`,
    `Struck              ${list(count.struck)}`,
    `Accepted            ${accepted.length}`,
    `Requests            ${list(Object.entries(states))}`,
    `Effects             ${list(Object.entries(count.effects))}`,
    `Failed, by reason   ${list(doings.reasons)}`,
    `People              ${list(doings.done)}`,
    `Uncertain           ${doings.uncertain}`,
    `Longest stall       ${stall.seconds.toFixed(1)} s (${stall.what})`,
    `Lost                ${lost.length}`,
    ...lost.map((each) => `  ${each}`),
    `Duplicated effects  ${duplicated.length}`,
    ...duplicated.map((each) => `  ${each}`),
  ];
}
