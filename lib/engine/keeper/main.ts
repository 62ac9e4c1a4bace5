import { openState, openStates, sealState } from "#db/terraform-state.ts";
import { type Job, runTerraform } from "#lib/adapters/terraform/run.ts";
import { moduleEnv } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { type ToEngine, toKeeper } from "./message.ts";
import { spareFile, withSpare } from "./spare.ts";
import { databaseStore } from "./store.ts";

/**
 * Keeps one run of Terraform, in a process of its own: it outlives its engine once changes have begun, so that an engine that
 * dies or is replaced cuts off no apply, and no state is lost. The next engine waits until the state is free, and adopts.
 */
const stop = new AbortController();
const atOnce = new AbortController();
let told = false;
let applying = false;
let answer: ((may: boolean) => void) | undefined;

/** Resolves once it is said, or there is nobody to hear it: what is not yet written would be lost with the channel. */
function say(message: ToEngine): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });
}

function aboutToMake(): Promise<void> {
  void say({ say: "about-to-make" });
  return new Promise((resolve, reject) => {
    answer = (may) => {
      applying = may;
      if (may) resolve();
      else reject(new Error("The step is another engine's by now."));
    };
    if (!process.connected) answer(false);
  });
}

async function keep(job: Job, databaseUrl: string): Promise<void> {
  const { sql, close } = openStates(databaseUrl);
  try {
    const tell = (text: string) => void say({ say: "log", text });
    const store = withSpare(databaseStore(sql, job.workspace, job.holder), {
      file: spareFile(job.dataDir, job.workspace),
      seal: (state) => sealState(job.workspace, state),
      open: (sealed) => openState(job.workspace, sealed),
      log: tell,
    });
    const ports = { store, env: moduleEnv(), log: tell, aboutToMake };
    const signals = { signal: stop.signal, atOnce: atOnce.signal };
    const result = await runTerraform(job, { ...ports, ...signals });
    // Who was interrupted with PAO is no aborted request: the next engine goes on with it.
    if (result.how === "stopped" && told) throw new Error("PAO was stopped.");
    await say({ say: "done", result });
  } catch (error) {
    log.warn("a run of Terraform broke off", { request: job.holder.request, step: job.holder.step, error });
    await say({ say: "broke", message: error instanceof Error ? error.message : String(error) });
  } finally {
    await close();
    if (process.connected) process.disconnect();
  }
}

process.on("message", (raw) => {
  const message = toKeeper.parse(raw);
  if (message.say === "run") void keep(message.job, message.databaseUrl);
  else if (message.say === "go") answer?.(message.may);
  else stop.abort(new Error("The run was told to stop."));
});

process.on("disconnect", () => {
  answer?.(applying);
  if (!applying) stop.abort(new Error("The engine is gone."));
});

// The keyboard's signals are for the engine, which says what they mean for a run.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => {});
process.on("SIGTERM", () => {
  told = true;
  stop.abort(new Error("PAO stops."));
});
process.on("SIGQUIT", () => {
  told = true;
  stop.abort(new Error("PAO stops."));
  atOnce.abort(new Error("PAO stops at once."));
});
// The pipes to a dead engine break.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
