import type { Octokit } from "octokit";
import { partsOf } from "./client.ts";

/** A run as it is read. */
export interface Run {
  id: string;
  number: number;
  url: string;
  /** `bootstrap.yml` */
  file: string;
  status: string;
  conclusion: string | null;
  attempt: number;
  updatedAt: Date;
}
export interface RunStep {
  name: string;
  number: number;
  status: string;
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
}
export interface Job {
  id: number;
  name: string;
  status: string;
  conclusion: string | null;
  steps: RunStep[];
}

const pageSize = 100;
const mostPages = 3;

type ReadRun = Awaited<ReturnType<Octokit["rest"]["actions"]["getWorkflowRun"]>>["data"];

function runOf(read: ReadRun): Run {
  return {
    id: String(read.id),
    number: read.run_number,
    url: read.html_url,
    file: read.path.replace(/@.*$/, "").split("/").at(-1) ?? read.path,
    status: read.status ?? "queued",
    conclusion: read.conclusion,
    attempt: read.run_attempt ?? 1,
    updatedAt: new Date(read.updated_at),
  };
}

export async function readRun(client: Octokit, repository: string, id: string): Promise<Run> {
  const { data } = await client.rest.actions.getWorkflowRun({ ...partsOf(repository), run_id: Number(id) });
  return runOf(data);
}

/** The latest run whose name holds a text, among the last few hundred. */
export async function findRun(
  client: Octokit,
  repository: string,
  workflow: string,
  label: string,
): Promise<Run | undefined> {
  for (let page = 1; page <= mostPages; page++) {
    const { data } = await client.rest.actions.listWorkflowRuns({
      ...partsOf(repository),
      workflow_id: workflow,
      event: "workflow_dispatch",
      per_page: pageSize,
      page,
    });
    const found = data.workflow_runs.find(({ display_title }) => display_title.includes(label));
    if (found) return runOf(found);
    if (data.workflow_runs.length < pageSize) return undefined;
  }
  return undefined;
}

/** The jobs of a run's latest attempt. */
export async function readJobs(client: Octokit, repository: string, id: string): Promise<Job[]> {
  const jobs: Job[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const { data } = await client.rest.actions.listJobsForWorkflowRun({
      ...partsOf(repository),
      run_id: Number(id),
      per_page: pageSize,
      page,
    });
    jobs.push(...data.jobs.map(({ steps = [], ...job }) => ({ ...job, steps: steps.map(stepOf) })));
    if (data.jobs.length < pageSize) break;
  }
  return jobs;
}

type ReadJob = Awaited<ReturnType<Octokit["rest"]["actions"]["getJobForWorkflowRun"]>>["data"];

function stepOf({ started_at, completed_at, ...step }: NonNullable<ReadJob["steps"]>[number]): RunStep {
  return { ...step, startedAt: started_at ?? null, completedAt: completed_at ?? null };
}
