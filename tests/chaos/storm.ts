import { setTimeout as pause } from "node:timers/promises";
import type { Dice } from "./dice.ts";
import type { Processes } from "./processes.ts";
import { outside } from "./rest.ts";
import type { Kind } from "./role.ts";

/** What struck, and how often. */
export type Struck = Map<string, number>;

export interface Weather {
  /** Pause between two kills. */
  killsMs: readonly [least: number, most: number];
  faultsMs: readonly [least: number, most: number];
  /** How much more often one is killed than another. */
  victims: readonly (readonly [weight: number, kind: Kind])[];
}

/** Kills processes and breaks answers until it is told to stop. */
export async function storm(processes: Processes, dice: Dice, weather: Weather, over: AbortSignal): Promise<Struck> {
  const struck: Struck = new Map();
  const count = (what: string) => struck.set(what, (struck.get(what) ?? 0) + 1);
  const kills = again(over, dice, weather.killsMs, async () => {
    const kind = dice.pick(weather.victims);
    if (await processes.kill(kind, dice, dice.between(100, 2500))) count(`${kind} killed`);
  });
  const faults = again(over, dice, weather.faultsMs, async () => {
    const fault = anyFault(dice);
    const set = await outside(processes, "POST", "/control/faults", fault);
    if (set?.status === 201) count(`${fault.target}: ${fault.fault}`);
  });
  await Promise.all([kills, faults]);
  return struck;
}

async function again(
  over: AbortSignal,
  dice: Dice,
  [least, most]: readonly [number, number],
  strike: () => Promise<void>,
): Promise<void> {
  while (!over.aborted) {
    await pause(dice.between(least, most), undefined, { signal: over }).catch(() => {});
    if (!over.aborted) await strike();
  }
}

const faults = [
  [3, "slow"],
  [3, "rate-limit"],
  [3, "error"],
  [5, "drop-after-effect"],
  [2, "drop-before-effect"],
  [1, "unauthorised"],
  [1, "webhook-lost"],
  [1, "webhook-twice"],
  [1, "webhook-late"],
  [1, "webhook-forged"],
] as const;

/** A slow answer takes less than people wait before they say that something did not happen. */
export const longestDelayMs = 3000;

function anyFault(dice: Dice) {
  const fault = dice.pick(faults);
  const target = dice.pick([
    [3, "jira"],
    [3, "github"],
    [fault.startsWith("webhook-") ? 0 : 3, "platform"],
  ] as const);
  const when = dice.happens(0.5) && !fault.startsWith("webhook-") ? { when: { method: "POST" } } : {};
  return {
    target,
    fault,
    ...when,
    delayMs: Math.round(dice.between(200, longestDelayMs)),
    retryAfterSeconds: Math.round(dice.between(1, 3)),
    status: dice.pick([
      [1, 500],
      [1, 502],
      [2, 503],
    ] as const),
    times: Math.ceil(dice.between(0.1, 3)),
  };
}
