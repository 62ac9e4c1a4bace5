import { type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Environment, launch } from "#scripts/start/child.ts";

/** The space for new objects, in MB, as the supervisor gives it. */
const spaceForNew = "--max-semi-space-size=4";

/** Starts an engine as `npm start` does, and waits until it takes steps. */
export async function startEngine(environment: Environment, more: readonly string[] = []): Promise<ChildProcess> {
  const engine = launch([spaceForNew, ...more, "lib/engine/main.ts"], { ...environment, PAO_PROCESS: "engine" });
  await untilSaid(engine, "the engine is ready");
  return engine;
}

export async function endEngine(engine: ChildProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  if (engine.exitCode !== null || engine.signalCode !== null) return;
  const gone = once(engine, "exit");
  engine.kill(signal);
  await gone;
}

/** The line in which a process says something; what it says later is read and dropped. */
export function untilSaid(child: ChildProcess, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
    if (child.stdout)
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (line.includes(words)) resolve(line);
      });
    child.once("exit", () => reject(new Error(`A process ended before it said “${words}”:\n${said}`)));
  });
}
