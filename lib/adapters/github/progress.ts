import type { Octokit } from "octokit";
import type { GithubWorkflowPayload } from "#lib/core/adapter/github-workflow.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { AttemptContext, Progress } from "../adapter.ts";
import { culprit, ended, withoutOutputs } from "./conclusion.ts";
import { readArtifact, readJobLog } from "./download.ts";
import { outputsInLog, tailOf } from "./job-log.ts";
import { newsOf } from "./news.ts";
import { readDeclared } from "./outputs.ts";
import { type Job, readJobs, type Run } from "./run.ts";

/** GitHub hands out logs and artifacts a little after a run has ended. */
const patienceMs = 60_000;
const mostLogs = 30;

export interface Look {
  context: AttemptContext;
  client: Octokit;
  payload: GithubWorkflowPayload;
  repository: string;
}

/** Where the step stands, as its run says; what is new since the last look is logged. */
export async function progressOf(look: Look, run: Run, before: Readonly<Record<string, string>>): Promise<Progress> {
  const jobs = await readJobs(look.client, look.repository, run.id);
  const { lines, seen } = newsOf(jobs, before["seen"] ?? "");
  for (const line of lines) look.context.log(line);
  const reference = referenceTo(look.repository, run, seen);
  if (run.status !== "completed") return { state: "waiting", reference, note: noteOf(run), checkAfterSeconds: 2 };
  if (run.conclusion === "success" || run.conclusion === "neutral") return succeeded(look, run, jobs, reference);
  return ended(run, jobs, await tail(look, jobs), reference);
}

function referenceTo(repository: string, run: Run, seen: string): Reference {
  return { kind: "run", id: run.id, url: run.url, data: { repository, status: run.status, seen } };
}

const notes: Record<string, string> = {
  in_progress: "is running",
  waiting: "waits for an approval in GitHub",
  completed: "has ended",
};

const noteOf = (run: Run) => `run ${run.number} of ${run.file} ${notes[run.status] ?? "is queued"}`;

async function succeeded(look: Look, run: Run, jobs: readonly Job[], reference: Reference): Promise<Progress> {
  const always = { run: run.id, url: run.url };
  const declared = look.payload.outputs ?? {};
  if (Object.keys(declared).length === 0) return completed(run, reference, always);
  const artifact = await readArtifact(look.client, look.repository, run.id, look.context.signal);
  const fromArtifact = readDeclared(declared, { printed: {}, artifact });
  const { printed, waits } =
    fromArtifact.missing.length === 0 ? { printed: {}, waits: false } : await readPrinted(look, jobs);
  const { values, missing, masked } = readDeclared(declared, { printed, artifact });
  if (missing.length > 0 && waits && Date.now() - run.updatedAt.getTime() < patienceMs)
    return { state: "waiting", reference, note: "waits for the run's log", checkAfterSeconds: 2 };
  if (missing.length + masked.length > 0) return withoutOutputs(run, missing, masked, reference);
  return completed(run, reference, { ...values, ...always });
}

function completed(
  run: Run,
  reference: Reference,
  outputs: Extract<Progress, { state: "completed" }>["outputs"],
): Progress {
  return { state: "completed", reference, outputs, note: `run ${run.number} of ${run.file} succeeded` };
}

/** What the jobs printed, a later job over an earlier one. `waits` when a log is not handed out yet. */
async function readPrinted(
  look: Look,
  jobs: readonly Job[],
): Promise<{ printed: Record<string, string>; waits: boolean }> {
  const printed: Record<string, string> = {};
  let waits = false;
  for (const job of jobs.filter(({ conclusion }) => conclusion === "success").slice(-mostLogs)) {
    const log = await readJobLog(look.client, look.repository, job.id, look.context.signal);
    if (log === undefined) waits = true;
    else Object.assign(printed, outputsInLog(log));
  }
  return { printed, waits };
}

/** Good to have: that it can't be read changes nothing about how the run ended. */
async function tail(look: Look, jobs: readonly Job[]): Promise<string | undefined> {
  const at = culprit(jobs);
  if (!at) return undefined;
  const log = await readJobLog(look.client, look.repository, at.job.id, look.context.signal).catch(() => undefined);
  return log === undefined ? undefined : tailOf(log);
}
