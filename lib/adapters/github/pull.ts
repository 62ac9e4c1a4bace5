import { type Octokit, RequestError } from "octokit";
import type { GithubPullRequestPayload } from "#lib/core/adapter/github-pull-request.ts";
import type { AttemptContext } from "../adapter.ts";
import { effectLabel } from "../effect-label.ts";
import { partsOf } from "./client.ts";

/** A pull request as it is read. */
export interface Pull {
  number: number;
  url: string;
  state: "open" | "closed";
  merged: boolean;
  draft: boolean;
  /** What GitHub thinks of merging it: `clean`, `dirty`, `blocked` … */
  mergeable: string;
  branch: string;
  base: string;
  /** Of the merge; before it, a trial that means nothing. */
  commit: string | null;
  reviewers: string[];
  labels: string[];
}

/** Whose it is: the branch it comes from, and the key that its text holds. */
export interface Mark {
  repository: string;
  branch: string;
  label: string;
}

type ReadPull = Awaited<ReturnType<Octokit["rest"]["pulls"]["get"]>>["data"];

/**
 * The author's branch, or one that names request and step. A person's retry after the pull request was closed makes
 * another one, so that the closed one stays what it was.
 */
export function markOf({ effectKey, request, step }: AttemptContext, payload: GithubPullRequestPayload): Mark {
  const label = effectLabel(effectKey);
  const generation = effectKey.split("/").at(-1) ?? "1";
  const own = payload.branch === undefined ? undefined : payload.branch + (generation === "1" ? "" : `-${generation}`);
  return {
    repository: payload.repository,
    branch: own ?? `pao/${request.toLowerCase()}-${step}-${label.slice(4)}`,
    label,
  };
}

export async function readPull(client: Octokit, repository: string, number: number): Promise<Pull> {
  const { data } = await client.rest.pulls.get({ ...partsOf(repository), pull_number: number });
  return pullOf(data);
}

/**
 * The pull request that an earlier attempt opened, in whatever state it is now. Where the branch is known to be `ours`, so
 * is what is open for it, whoever opened it.
 */
export async function findPull(
  client: Octokit,
  { repository, branch, label }: Mark,
  { ours = false } = {},
): Promise<Pull | undefined> {
  const { owner, repo } = partsOf(repository);
  const { data } = await client.rest.pulls.list({
    owner,
    repo,
    head: `${owner}:${branch}`,
    state: "all",
    per_page: 100,
  });
  // Whoever edits its text may take the key away; no other branch bears our own name.
  const own = branch.endsWith(label.slice(4));
  const all = data.filter(({ head }) => head.ref === branch);
  const found = all.find(({ body, state }) => own || body?.includes(label) || (ours && state === "open"));
  return found && (await readPull(client, repository, found.number));
}

export async function openPull(
  client: Octokit,
  { repository, branch }: Mark,
  { title, body, base }: { title: string; body: string; base: string },
): Promise<Pull> {
  const { data } = await client.rest.pulls.create({ ...partsOf(repository), title, body, head: branch, base });
  return pullOf(data);
}

export async function closePull(client: Octokit, repository: string, number: number): Promise<Pull> {
  const { data } = await client.rest.pulls.update({ ...partsOf(repository), pull_number: number, state: "closed" });
  return pullOf(data);
}

/** GitHub itself takes no second one for a branch, and none for a branch that is merged. */
export function isTwice(error: unknown): boolean {
  return (
    error instanceof RequestError &&
    error.status === 422 &&
    /already exists|No commits between/i.test(JSON.stringify(error.response?.data ?? error.message))
  );
}

function pullOf(read: ReadPull): Pull {
  return {
    number: read.number,
    url: read.html_url,
    state: read.state === "open" ? "open" : "closed",
    merged: read.merged || Boolean(read.merged_at),
    draft: read.draft ?? false,
    mergeable: read.mergeable_state,
    branch: read.head.ref,
    base: read.base.ref,
    commit: read.merge_commit_sha,
    reviewers: [
      ...(read.requested_reviewers ?? []).map(({ login }) => login),
      ...(read.requested_teams ?? []).map(({ slug }) => slug),
    ],
    labels: read.labels.map(({ name }) => name),
  };
}
