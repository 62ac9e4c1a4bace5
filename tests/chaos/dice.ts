/** The same seed gives the same throws. When each is thrown is up to the machine, so two runs are alike and not the same. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 to 1. (mulberry32) */
  throw(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(least: number, most: number): number {
    return least + this.throw() * (most - least);
  }

  happens(chance: number): boolean {
    return this.throw() < chance;
  }

  /** One of them; those with more weight more often. */
  pick<Thing>(things: readonly (readonly [weight: number, thing: Thing])[]): Thing {
    let left = this.throw() * things.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, thing] of things) if ((left -= weight) < 0) return thing;
    const last = things.at(-1);
    if (!last) throw new Error("there is nothing to pick from");
    return last[1];
  }
}
