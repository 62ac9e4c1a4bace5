import type { Job, JobResult } from "pg-boss";
import { log, logging } from "#lib/log.ts";

/** What an engine does for its wake-ups now. */
export class Turns {
  readonly #running = new Set<Promise<void>>();
  #paused = false;

  /** Answers how it went, for the queue. */
  async take<T extends object>({ id, data }: Job<T>, handle: (data: T) => Promise<void>): Promise<JobResult> {
    // Left for another engine: a failed job is sent again.
    if (this.#paused) return { id, status: "failed", output: { message: "This engine stops." } };
    const done = logging(Object.fromEntries(Object.entries(data)), () => handle(data));
    this.#running.add(done);
    try {
      await done;
      return { id, status: "completed" };
    } catch (error) {
      log.warn("a wake-up came to nothing and is repeated", { ...data, error });
      return { id, status: "failed", output: { message: error instanceof Error ? error.message : String(error) } };
    } finally {
      this.#running.delete(done);
    }
  }

  /** Takes nothing more; what runs goes on. */
  pause(): void {
    this.#paused = true;
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#running);
  }
}
