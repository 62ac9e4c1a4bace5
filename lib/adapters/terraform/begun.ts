import { setTimeout as pause } from "node:timers/promises";
import type { StateStore } from "./store.ts";

/** Notes which changes have begun, each until it is written: what is missing there would be made twice. */
export class Begun {
  readonly #store: Pick<StateStore, "noteBegun">;
  readonly #everyMs: number;
  readonly #over = new AbortController();
  #work = Promise.resolve();

  constructor(store: Pick<StateStore, "noteBegun">, everyMs = 1_000) {
    this.#store = store;
    this.#everyMs = everyMs;
  }

  add(address: string): void {
    this.#work = this.#work.then(() => this.#write(address));
  }

  /** Resolves when all of it is written, or it was ended. */
  written(): Promise<void> {
    return this.#work;
  }

  /** The state tells it all by now, or nobody can write any more. */
  end(): Promise<void> {
    this.#over.abort();
    return this.#work;
  }

  async #write(address: string): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted)
      try {
        return await this.#store.noteBegun(address);
      } catch {
        await pause(this.#everyMs, undefined, { signal }).catch(() => {});
      }
  }
}
