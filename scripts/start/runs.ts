import { setTimeout as pause } from "node:timers/promises";
import { until } from "#db/embedded-process.ts";
import { commandOf, isRunning } from "#lib/process.ts";
import { livingKeepers, type Note } from "#lib/engine/keeper/note.ts";
import { during } from "./console.ts";

/** Terraform has a minute to write down what it has made, and its keeper a moment to store that. */
const orderlyMs = 75_000;
const atOnceMs = 5_000;
const lookMs = 100;

/**
 * Ends the runs of Terraform that outlive their engines, each in an orderly way: it is interrupted and its state is stored.
 * Aborting `hurry` ends them at once.
 */
export async function endRuns(directory: string, hurry: AbortSignal): Promise<void> {
  const left = () => livingKeepers(directory).filter(isOurs);
  const runs = left().length;
  if (runs === 0) return;
  if (!hurry.aborted) {
    signalAll(left(), "SIGTERM");
    const title = `Waiting for ${runs} Terraform ${runs === 1 ? "run" : "runs"} to end`;
    await during(title, untilNone(left, hurry), "(Ctrl-C again ends it at once)");
  }
  signalAll(left(), "SIGQUIT");
  if (!(await until(() => left().length === 0, atOnceMs))) signalAll(left(), "SIGKILL");
}

/** Two supervisors may share a data folder beside a database of your own. What one that died has left is anybody's. */
function isOurs({ owner }: Note): boolean {
  return owner === process.pid || !isRunning(owner) || !commandOf(owner).includes("supervise");
}

async function untilNone(left: () => Note[], hurry: AbortSignal): Promise<void> {
  const deadline = performance.now() + orderlyMs;
  while (left().length > 0 && !hurry.aborted && performance.now() < deadline) await pause(lookMs);
}

function signalAll(keepers: readonly Note[], signal: NodeJS.Signals): void {
  for (const { pid } of keepers)
    try {
      process.kill(pid, signal);
    } catch {
      // It has just ended by itself.
    }
}
