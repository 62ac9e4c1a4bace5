import ipaddr from "ipaddr.js";
import { type Actor, personOf } from "#lib/core/access.ts";
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

  constructor(perMinute: number, whose: string, waitSeconds: number) {
    super("too_many", `PAO takes ${perMinute} calls a minute from one ${whose}.`, {
      remedy: `Try again in ${waitSeconds} s.`,
    });
    this.waitSeconds = waitSeconds;
  }
}

/** Counts a call of an actor, for all doors of this process and all tokens of a person together. Answers what is left; throws TooOften. */
export function countCall(actor: Actor): number | null {
  const limit = env().PAO_CALLS_PER_MINUTE;
  const person = personOf(actor);
  if (limit === 0) return null;
  return person === null
    ? count(rates().actors, "token", `${actor.kind}:${actor.id}`)
    : count(rates().actors, "person", `person:${person}`);
}

/** Counts a call that nobody could be found for, by its address. Throws TooOften. */
export function countStranger(address: string | null): void {
  if (address !== null) count(rates().strangers, "address that is not signed in", networkOf(address));
}

/** Whoever has one address of IPv6 has the 2⁶⁴ beside it. */
function networkOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  return ipaddr.IPv6.parse(address).toByteArray().slice(0, 8).join(".");
}

function count(rate: Rate, whose: string, who: string): number {
  const room = rate.take(who, Date.now());
  if ("left" in room) return room.left;
  throw new TooOften(rate.perMinute, whose, room.waitSeconds);
}

function rates(): Rates {
  return (globalThis.paoRates ??= {
    actors: new Rate(env().PAO_CALLS_PER_MINUTE),
    strangers: new Rate(strangersPerMinute),
  });
}
