import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { Progress } from "../adapter.ts";
import type { Job, Run } from "./run.ts";

const anew =
  "Look at the run. Retry runs the workflow anew; when it was done in another way, say so by hand; or abort.";

const sentences: Record<string, string> = {
  cancelled: "was cancelled in GitHub.",
  timed_out: "took longer than GitHub or the workflow allows.",
  action_required: "may not begin before somebody has approved it in GitHub.",
  startup_failure: "could not begin: GitHub does not accept the workflow file.",
  skipped: "did nothing: the conditions of all its jobs say to skip them.",
  stale: "never got on, so GitHub gave it up.",
};

/** The job that brought a run down, with its step. */
export function culprit(jobs: readonly Job[]): { job: Job; step: string | undefined } | undefined {
  const failed = (conclusion: string | null) => conclusion === "failure" || conclusion === "timed_out";
  const job =
    jobs.find(({ conclusion }) => failed(conclusion)) ?? jobs.find(({ conclusion }) => conclusion === "cancelled");
  return job && { job, step: job.steps.find(({ conclusion }) => failed(conclusion))?.name };
}

/** A run that ended, and not well. It has ended, so a person's retry may make another one. */
export function ended(run: Run, jobs: readonly Job[], tail: string | undefined, reference: Reference): Progress {
  const at = culprit(jobs);
  const where = at && `job “${at.job.name}”${at.step === undefined ? "" : `, step “${at.step}”`}`;
  const named = `Run ${run.number} of ${run.file}`;
  const known = sentences[run.conclusion ?? ""];
  const problem: StepProblem = {
    code: `github_run_${run.conclusion ?? "unknown"}`,
    sentence:
      known === undefined ? `${named} failed${where === undefined ? "" : ` in ${where}`}.` : `${named} ${known}`,
    ...(tail ? { detail: tail } : {}),
    remedy: anew,
  };
  return { state: "failed", reference, problem, ended: true };
}

/** A run that ended well and yet did not say all that the document waits for. */
export function withoutOutputs(
  run: Run,
  missing: readonly string[],
  masked: readonly string[],
  reference: Reference,
): Progress {
  const named = `Run ${run.number} of ${run.file}`;
  const problem: StepProblem =
    missing.length > 0
      ? {
          code: "github_output_missing",
          sentence: `${named} ended well, but did not yield ${missing.join(", ")}.`,
          detail: "A step prints ::pao-output name=value, or uploads outputs.json as the artifact pao-outputs.",
          remedy: "Say by hand what it yielded; or correct the workflow, and retry: that runs it anew.",
        }
      : {
          code: "github_output_masked",
          sentence: `${named} ended well, but GitHub hid ${masked.join(", ")}: it holds a secret of the repository.`,
          remedy:
            "Say by hand what it yielded; the workflow has to hand it over in another way, such as through a vault.",
        };
  return { state: "failed", reference, problem, ended: true };
}
