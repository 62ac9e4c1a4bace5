import { Recent } from "./recent.ts";

interface Bucket {
  left: number;
  at: number;
}

/** What a call is told: how many more may follow at once, or in how many seconds one may. */
export type Room = { left: number } | { waitSeconds: number };

/** How often each of many may ask: a bucket for each, that holds a minute's worth and fills evenly. Time, in ms, is handed in. */
export class Rate {
  readonly perMinute: number;
  readonly #buckets: Recent<Bucket>;

  /** Of whom was not heard longest, when there are more than `most`, is forgotten: they begin with a full bucket again. */
  constructor(perMinute: number, most = 20_000) {
    this.perMinute = perMinute;
    this.#buckets = new Recent(most);
  }

  take(who: string, now: number): Room {
    const perMs = this.perMinute / 60_000;
    const known = this.#buckets.get(who) ?? { left: this.perMinute, at: now };
    const filled = Math.min(this.perMinute, known.left + Math.max(0, now - known.at) * perMs);
    const fits = filled >= 1;
    this.#buckets.set(who, { left: fits ? filled - 1 : filled, at: Math.max(now, known.at) });
    return fits ? { left: Math.floor(filled - 1) } : { waitSeconds: Math.ceil((1 - filled) / perMs / 1000) };
  }
}
