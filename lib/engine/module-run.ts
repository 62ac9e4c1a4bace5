import { randomUUID } from "node:crypto";
import { LeaseLost } from "#db/attempt.ts";
import type { Database } from "#db/client.ts";
import { loadBundle } from "#db/module.ts";
import { loadRequest } from "#db/request.ts";
import { AdapterError, type AttemptContext, type ModuleRun } from "#lib/adapters/adapter.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";
import { keep } from "./keeper/keep.ts";
import type { Taken } from "./take.ts";

const lookMs = 1_000;

/** What a step that runs a module is given; undefined for one that runs none, or whose files are gone. */
export async function moduleRun(
  engine: EngineContext,
  { step, row, held }: Taken,
  attempt: AttemptContext,
  { stop, leave }: { stop: AbortSignal; leave: AbortSignal },
): Promise<{ module: ModuleRun; end: () => void } | undefined> {
  const { request, step: id } = attempt;
  const { module: pinned, outputs } = step.plan;
  const bundle = pinned && (await loadBundle(engine.db, pinned.digest));
  if (!bundle) return undefined;
  const aborted = watchAbort(engine.db, held.request);
  const { folder, files } = bundle;
  const { databaseUrl, dataDir } = engine;
  const run: ModuleRun["run"] = async (job) => {
    let sent = false;
    const going = async () => {
      await attempt.aboutToMake();
      sent = true;
    };
    const holder = { run: randomUUID(), request, step: id };
    const signals = { stop: AbortSignal.any([stop, aborted.signal]), leave };
    try {
      return await keep(
        { ...job, holder, folder, files, dataDir },
        { databaseUrl, log: (text) => attempt.log(text), aboutToMake: going, ...signals },
      );
    } catch (error) {
      if (error instanceof LeaseLost || error instanceof AdapterError) throw error;
      if (!leave.aborted) log.warn("a run of a module was lost", { request, step: id, error });
      throw new AdapterError(lost(error), { effect: sent ? "maybe" : "none", repeat: !sent, cause: error });
    }
  };
  return { module: { resource: row.resource, outputs, run }, end: aborted.end };
}

function lost(error: unknown): StepProblem {
  return {
    code: "terraform_lost",
    sentence: "The run of Terraform broke off.",
    detail: error instanceof Error ? error.message : String(error),
    remedy: "Retry; should it happen again, tell the people who run PAO.",
  };
}

/** A long run is interrupted when somebody aborts the request meanwhile. */
function watchAbort(db: Database, number: number): { signal: AbortSignal; end: () => void } {
  const aborted = new AbortController();
  const look = async () => {
    const row = await loadRequest(db, number);
    if (row?.state === "cancelling") aborted.abort(new Error("The request was aborted."));
  };
  // A database that is away says nothing about the request.
  const timer = setInterval(() => void look().catch(() => {}), lookMs);
  return { signal: aborted.signal, end: () => clearInterval(timer) };
}
