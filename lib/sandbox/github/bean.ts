import type { Json, JsonObject } from "#lib/sandbox/json.ts";
import type { Incoming } from "#lib/sandbox/server/exchange.ts";
import { apiOf, siteOf } from "./context.ts";
import type { JobProgress } from "./progress.ts";
import type { Run } from "./run.ts";
import { organisation, refs, robot, startedAt, type Repository, type WorkflowFile } from "./site.ts";

export const nodeId = (kind: string, id: number | string) => Buffer.from(`${kind}:${id}`).toString("base64");
export const iso = (date: Date) => date.toISOString().replace(/\.\d+Z$/, "Z");

export function userBean(user: { id: number; login: string; type: string }, incoming: Incoming): JsonObject {
  const url = `${apiOf(incoming)}/users/${user.login}`;
  const parts = ["followers", "following", "gists", "starred", "subscriptions", "repos", "events", "received_events"];
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId("User", user.id),
    avatar_url: `${siteOf(incoming)}/avatars/${user.id}`,
    gravatar_id: "",
    url,
    html_url: `${siteOf(incoming)}/${user.login}`,
    ...Object.fromEntries(parts.map((part) => [`${part}_url`, `${url}/${part}`])),
    organizations_url: `${url}/orgs`,
    type: user.type,
    site_admin: false,
  };
}

const below = {
  archive_url: "{archive_format}{/ref}",
  assignees_url: "assignees",
  blobs_url: "git/blobs",
  branches_url: "branches",
  collaborators_url: "collaborators",
  comments_url: "comments",
  commits_url: "commits",
  compare_url: "compare",
  contents_url: "contents",
  contributors_url: "contributors",
  deployments_url: "deployments",
  downloads_url: "downloads",
  events_url: "events",
  forks_url: "forks",
  git_commits_url: "git/commits",
  git_refs_url: "git/refs",
  git_tags_url: "git/tags",
  hooks_url: "hooks",
  issue_comment_url: "issues/comments",
  issue_events_url: "issues/events",
  issues_url: "issues",
  keys_url: "keys",
  labels_url: "labels",
  languages_url: "languages",
  merges_url: "merges",
  milestones_url: "milestones",
  notifications_url: "notifications",
  pulls_url: "pulls",
  releases_url: "releases",
  stargazers_url: "stargazers",
  statuses_url: "statuses",
  subscribers_url: "subscribers",
  subscription_url: "subscription",
  tags_url: "tags",
  teams_url: "teams",
  trees_url: "git/trees",
} as const;

export const repositoryUrl = (incoming: Incoming, { fullName }: Repository) => `${apiOf(incoming)}/repos/${fullName}`;

/** A repository as it stands inside other answers. */
export function repositoryBean(repository: Repository, incoming: Incoming): JsonObject {
  const url = repositoryUrl(incoming, repository);
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: repository.fullName,
    private: true,
    owner: userBean(organisation, incoming),
    html_url: `${siteOf(incoming)}/${repository.fullName}`,
    description: repository.description,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(below).map(([name, path]) => [name, `${url}/${path}`])),
    default_branch: refs[0] ?? "main",
  };
}

export function workflowBean(
  repository: Repository,
  { id, file, path, workflow }: WorkflowFile,
  incoming: Incoming,
): JsonObject {
  const html = `${siteOf(incoming)}/${repository.fullName}`;
  return {
    id,
    node_id: nodeId("Workflow", id),
    name: workflow.name,
    path,
    state: "active",
    created_at: iso(startedAt),
    updated_at: iso(startedAt),
    url: `${repositoryUrl(incoming, repository)}/actions/workflows/${id}`,
    html_url: `${html}/actions/workflows/${file}`,
    badge_url: `${html}/actions/workflows/${file}/badge.svg`,
  };
}

export const runUrl = (run: Run, incoming: Incoming) =>
  `${repositoryUrl(incoming, run.repository)}/actions/runs/${run.id}`;
export const runPage = (run: Run, incoming: Incoming) =>
  `${siteOf(incoming)}/${run.repository.fullName}/actions/runs/${run.id}`;
const since = (run: Run, ms: number | null) => (ms === null ? null : iso(new Date(run.started.getTime() + ms)));

export function runBean(run: Run, incoming: Incoming): JsonObject {
  const url = runUrl(run, incoming);
  const { progress, repository, file } = run;
  const actor = userBean(robot, incoming);
  const who = { name: organisation.login, email: "engineer@sandbox.example" };
  const parts = ["jobs", "logs", "artifacts", "cancel", "rerun"];
  return {
    id: run.id,
    name: file.workflow.name,
    node_id: nodeId("WorkflowRun", run.id),
    head_branch: run.ref,
    head_sha: run.sha,
    path: file.path,
    display_title: run.title,
    run_number: run.number,
    event: "workflow_dispatch",
    status: progress.status,
    conclusion: progress.conclusion,
    workflow_id: file.id,
    check_suite_id: run.id,
    url,
    html_url: runPage(run, incoming),
    pull_requests: [],
    created_at: iso(run.created),
    updated_at: since(run, progress.updated),
    actor,
    triggering_actor: actor,
    run_attempt: run.attempt,
    run_started_at: iso(run.started),
    ...Object.fromEntries(parts.map((part) => [`${part}_url`, `${url}/${part}`])),
    check_suite_url: `${repositoryUrl(incoming, repository)}/check-suites/${run.id}`,
    workflow_url: `${repositoryUrl(incoming, repository)}/actions/workflows/${file.id}`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    head_commit: {
      id: run.sha,
      tree_id: run.sha,
      message: "Sandbox",
      timestamp: iso(startedAt),
      author: who,
      committer: who,
    },
    repository: repositoryBean(repository, incoming),
    head_repository: repositoryBean(repository, incoming),
  };
}

export const jobId = (run: Run, index: number) => run.id * 10_000 + run.attempt * 100 + index;

export function jobBean(run: Run, job: JobProgress, incoming: Incoming): JsonObject {
  const id = jobId(run, job.index);
  const repository = repositoryUrl(incoming, run.repository);
  const times = (of: { start: number | null; end: number | null }): Record<string, Json> => ({
    started_at: since(run, of.start),
    completed_at: since(run, of.end),
  });
  const { started_at: started, ...rest } = times(job);
  return {
    id,
    run_id: run.id,
    run_url: runUrl(run, incoming),
    run_attempt: run.attempt,
    node_id: nodeId("Job", id),
    head_sha: run.sha,
    url: `${repository}/actions/jobs/${id}`,
    html_url: `${runPage(run, incoming)}/job/${id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: iso(run.started),
    started_at: started ?? iso(run.started),
    ...rest,
    name: job.name,
    steps: job.steps.map(({ name, number, status, conclusion, ...when }) => ({
      name,
      number,
      status,
      conclusion,
      ...times(when),
    })),
    check_run_url: `${repository}/check-runs/${id}`,
    labels: job.labels,
    runner_id: 1,
    runner_name: "sandbox-runner",
    runner_group_id: 1,
    runner_group_name: "Default",
    workflow_name: run.file.workflow.name,
    head_branch: run.ref,
  };
}
