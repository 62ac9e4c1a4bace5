import type { Octokit } from "octokit";
import { dispatchBody, type GithubWorkflowPayload, githubWorkflowPayload } from "#lib/core/adapter/github-workflow.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import {
  type Adapter,
  AdapterError,
  type AttemptContext,
  type Finding,
  type Progress,
  type Stopping,
} from "../adapter.ts";
import { effectLabel } from "../effect-label.ts";
import { harmful, harmless } from "../failure.ts";
import { cancelRun } from "./cancel-run.ts";
import { clientOf, githubAt } from "./client.ts";
import { forgetToken } from "./credential.ts";
import { dispatch } from "./dispatch.ts";
import { githubFailure } from "./failure.ts";
import { probeWorkflow } from "./probe.ts";
import { progressOf } from "./progress.ts";
import { findRun, readRun } from "./run.ts";

/** A run of a workflow in GitHub Actions: dispatched once, and followed until it has ended. */
export const githubWorkflow: Adapter = { find, start, check, cancel, probe: probeWorkflow };

async function start(context: AttemptContext): Promise<Progress> {
  const payload = githubWorkflowPayload.parse(context.payload);
  const client = await clientOf(context);
  const body = dispatchBody(payload, `${context.request} ${effectLabel(context.effectKey)}`);
  await context.aboutToMake();
  const run = await dispatch(client, payload, body).catch((error: unknown) => {
    throw harmful(failureOf(error, context, payload));
  });
  if (run === undefined) throw unnamed();
  context.log(`GitHub began run ${run.id} of ${payload.workflow}.`);
  const data = { repository: payload.repository, status: "queued" };
  const reference = { kind: "run", id: run.id, url: run.url, data };
  return { state: "waiting", reference, note: `run ${run.id} of ${payload.workflow} began`, checkAfterSeconds: 1 };
}

async function find(context: AttemptContext): Promise<Finding> {
  const payload = githubWorkflowPayload.parse(context.payload);
  if (payload.keyInput === undefined) return { blind: true };
  try {
    const client = await clientOf(context);
    const run = await findRun(client, payload.repository, payload.workflow, effectLabel(context.effectKey));
    if (!run) return { found: null };
    context.log(`Found run ${run.id}, which an earlier attempt began.`);
    return { found: await progressOf({ context, client, payload, repository: payload.repository }, run, {}) };
  } catch (error) {
    if (error instanceof AdapterError) return { unknown: error.problem };
    return { unknown: failureOf(error, context, payload).problem };
  }
}

async function check(context: AttemptContext, reference: Reference): Promise<Progress> {
  const payload = githubWorkflowPayload.parse(context.payload);
  const repository = reference.data?.["repository"] ?? payload.repository;
  const client: Octokit = await clientOf(context);
  try {
    const run = await readRun(client, repository, reference.id);
    return await progressOf({ context, client, payload, repository }, run, reference.data ?? {});
  } catch (error) {
    throw harmless(failureOf(error, context, payload, `run ${reference.id} in ${repository}`));
  }
}

async function cancel(context: AttemptContext, reference: Reference, since: Date): Promise<Stopping> {
  const payload = githubWorkflowPayload.parse(context.payload);
  const repository = reference.data?.["repository"] ?? payload.repository;
  const client: Octokit = await clientOf(context);
  try {
    return await cancelRun({ context, client, payload, repository }, reference, since);
  } catch (error) {
    throw harmless(failureOf(error, context, payload, `run ${reference.id} in ${repository}`));
  }
}

function failureOf(
  error: unknown,
  { connection }: AttemptContext,
  { workflow, repository }: GithubWorkflowPayload,
  what = `workflow ${workflow} in ${repository}`,
) {
  const failure = githubFailure(error, connection, what);
  // An app's token may be withdrawn before its time; the next attempt asks for another one.
  if (failure.problem.code === "github_unauthorised") forgetToken(githubAt(connection));
  return failure;
}

/** An older server takes a dispatch without saying which run it made. */
function unnamed(): AdapterError {
  const problem = {
    code: "github_unnamed_run",
    sentence: "GitHub took the dispatch and did not say which run it made.",
    remedy: "Look for the run in GitHub. The offering's authors name a keyInput, so that PAO finds it by itself.",
  };
  return new AdapterError(problem, { effect: "maybe", repeat: false });
}
