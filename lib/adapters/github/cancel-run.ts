import { type Octokit, RequestError } from "octokit";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { Stopping } from "../adapter.ts";
import { partsOf } from "./client.ts";
import { type Look, progressOf } from "./progress.ts";
import { readRun, type Run } from "./run.ts";

/** A run that still goes on so long after it was asked to stop has steps that run `always()`: GitHub stops those only when forced. */
const patienceMs = 60_000;

/** Cancels a run, reads the answer back, and forces it when asking was not enough. A run that ended meanwhile is told as it ended. */
export async function cancelRun(look: Look, reference: Reference, since: Date): Promise<Stopping> {
  const { client, repository } = look;
  const before = reference.data ?? {};
  const run = await readRun(client, repository, reference.id);
  if (run.status === "completed" && run.conclusion === "cancelled") return stopped(run, reference);
  const progress = await progressOf(look, run, before);
  if (progress.state !== "waiting") return progress;
  const step = nextStep(before["cancel"], since);
  if (step !== null && (await send(client, repository, reference.id, step)))
    look.context.log(step === "asked" ? "Asked GitHub to cancel the run." : "Forced GitHub to cancel the run.");
  const cancel = step ?? before["cancel"] ?? "asked";
  const note = `run ${run.number} of ${run.file} is asked to stop`;
  return {
    ...progress,
    reference: { ...progress.reference, data: { ...progress.reference.data, cancel } },
    note,
    checkAfterSeconds: 1,
  };
}

function nextStep(before: string | undefined, since: Date): "asked" | "forced" | null {
  if (before === undefined) return "asked";
  return before === "asked" && Date.now() - since.getTime() > patienceMs ? "forced" : null;
}

/** False when it ended in the meantime: the next look reads how. */
async function send(client: Octokit, repository: string, id: string, step: "asked" | "forced"): Promise<boolean> {
  const which = { ...partsOf(repository), run_id: Number(id) };
  const { cancelWorkflowRun, forceCancelWorkflowRun } = client.rest.actions;
  try {
    await (step === "asked" ? cancelWorkflowRun(which) : forceCancelWorkflowRun(which));
    return true;
  } catch (error) {
    if (error instanceof RequestError && error.status === 409) return false;
    throw error;
  }
}

function stopped(run: Run, reference: Reference): Stopping {
  const data = { ...reference.data, status: run.status };
  return {
    state: "cancelled",
    reference: { ...reference, data },
    note: `run ${run.number} of ${run.file} was cancelled`,
  };
}
