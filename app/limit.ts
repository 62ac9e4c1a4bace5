import type { Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { Rate } from "#lib/core/rate.ts";
import { env } from "#lib/env.ts";

interface Rates {
  actors: Rate;
  strangers: Rate;
}

declare global {
  // Next makes several instances of a module; what is counted is one.
  var paoRates: Rates | undefined;
}

/** Guessing takes more than this. */
const strangersPerMinute = 600;

/** Thrown when somebody asks more often than PAO takes. */
export class TooOften extends Problem {
  readonly waitSeconds: number;

  constructor(perMinute: number, waitSeconds: number) {
    super("too_many", `PAO takes ${perMinute} calls a minute from one person or token.`, {
      remedy: `Try again in ${waitSeconds} s.`,
    });
    this.waitSeconds = waitSeconds;
  }
}

/** Counts a call of an actor, for all doors of this process together. Answers what is left; throws TooOften. */
export function countCall({ kind, id }: Actor): number | null {
  const limit = env().PAO_CALLS_PER_MINUTE;
  return limit === 0 ? null : count(rates().actors, `${kind}:${id}`);
}

/** Counts a call that nobody could be found for, by its address. Throws TooOften. */
export function countStranger(address: string | null): void {
  if (address !== null) count(rates().strangers, address);
}

function count(rate: Rate, who: string): number {
  const room = rate.take(who, Date.now());
  if ("left" in room) return room.left;
  throw new TooOften(rate.perMinute, room.waitSeconds);
}

function rates(): Rates {
  return (globalThis.paoRates ??= {
    actors: new Rate(env().PAO_CALLS_PER_MINUTE),
    strangers: new Rate(strangersPerMinute),
  });
}
