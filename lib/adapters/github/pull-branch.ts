import { type Octokit, RequestError } from "octokit";
import type { GithubPullRequestPayload } from "#lib/core/adapter/github-pull-request.ts";
import { AdapterError, type AttemptContext } from "../adapter.ts";
import { partsOf } from "./client.ts";
import type { Mark } from "./pull.ts";
import { changesIn } from "./pull-tree.ts";

/** Where the work of a step begins. */
export interface Base {
  name: string;
  /** The last commit on it. */
  commit: string;
  /** The repository's own page. */
  site: string;
}

export async function readBase(client: Octokit, { repository, base }: GithubPullRequestPayload): Promise<Base> {
  const { data } = await client.rest.repos.get(partsOf(repository));
  if (data.archived) throw archived(repository);
  const name = base ?? data.default_branch;
  const commit = await readRef(client, repository, name);
  if (commit === undefined) throw noBase(repository, name);
  return { name, commit, site: data.html_url };
}

/** The commit that a branch is at; undefined when there is no such branch. */
export async function readRef(client: Octokit, repository: string, branch: string): Promise<string | undefined> {
  try {
    const { data } = await client.rest.git.getRef({ ...partsOf(repository), ref: `heads/${branch}` });
    return data.object.sha;
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return undefined;
    throw error;
  }
}

/** Whether the branch is this step's: it is, or it is not there, or it is somebody else's and stays as it is. */
export async function ownBranch(client: Octokit, mark: Mark): Promise<boolean> {
  const commit = await readRef(client, mark.repository, mark.branch);
  if (commit === undefined) return false;
  const { data } = await client.rest.git.getCommit({ ...partsOf(mark.repository), commit_sha: commit });
  if (data.message.includes(mark.label) || mark.branch.endsWith(mark.label.slice(4))) return true;
  throw branchTaken(mark);
}

/**
 * The branch with the commit on it, made at once: objects that no branch leads to are nothing yet, and GitHub takes a
 * branch's name once. So it may be repeated. Answers whether anything is to be changed at all.
 */
export async function makeBranch(
  client: Octokit,
  context: Pick<AttemptContext, "aboutToMake" | "request" | "requestUrl" | "log">,
  mark: Mark,
  payload: GithubPullRequestPayload,
  base: Base,
): Promise<boolean> {
  const at = partsOf(mark.repository);
  const { data: before } = await client.rest.git.getCommit({ ...at, commit_sha: base.commit });
  const changes = await changesIn(client, mark.repository, before.tree.sha, payload.files);
  if (changes.length === 0) return false;
  await context.aboutToMake({ repeatable: true });
  const { data: tree } = await client.rest.git.createTree({ ...at, base_tree: before.tree.sha, tree: changes });
  if (tree.sha === before.tree.sha) return false;
  const message = `${payload.commitMessage ?? payload.title}\n\nPAO-Request: ${context.requestUrl}\nPAO-Key: ${mark.label}`;
  const { data: commit } = await client.rest.git.createCommit({
    ...at,
    message,
    tree: tree.sha,
    parents: [base.commit],
  });
  await context.aboutToMake({ repeatable: true });
  try {
    await client.rest.git.createRef({ ...at, ref: `refs/heads/${mark.branch}`, sha: commit.sha });
    context.log(`Made the branch ${mark.branch} with commit ${commit.sha.slice(0, 7)}.`);
  } catch (error) {
    if (!isThere(error) || !(await ownBranch(client, mark))) throw error;
  }
  return true;
}

function isThere(error: unknown): boolean {
  return error instanceof RequestError && error.status === 422 && /already exists/i.test(error.message);
}

function archived(repository: string): AdapterError {
  const problem = {
    code: "github_archived",
    sentence: `The repository ${repository} is archived, so nothing can be changed in it.`,
    remedy: "Whoever owns it takes it out of the archive, or the offering's authors name another one; then retry.",
  };
  return new AdapterError(problem, { effect: "none", repeat: false });
}

function noBase(repository: string, name: string): AdapterError {
  const problem = {
    code: "github_unknown_base",
    sentence: `The repository ${repository} has no branch ${name} to merge into.`,
    remedy: "The offering's authors correct base, or leave it out for the default branch.",
  };
  return new AdapterError(problem, { effect: "none", repeat: false });
}

function branchTaken({ repository, branch }: Mark): AdapterError {
  const problem = {
    code: "github_branch_taken",
    sentence: `In ${repository} there is a branch ${branch} already, and it is not of this step.`,
    remedy:
      "Whoever owns it deletes it; then retry. The offering's authors leave branch out, so that each request has its own.",
  };
  return new AdapterError(problem, { effect: "none", repeat: false });
}
