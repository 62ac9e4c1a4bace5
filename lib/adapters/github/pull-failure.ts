import { RequestError } from "octokit";
import type { OpenConnection } from "../adapter.ts";
import type { Failure } from "../failure.ts";
import { githubFailure } from "./failure.ts";

const grant =
  "An admin gives the token or the GitHub App the permissions Contents and Pull requests: read and write (and Workflows, for files of these); then retry.";

/** What went wrong on the way to a pull request, in words for the requester. */
export function pullFailure(
  error: unknown,
  connection: OpenConnection | null,
  repository: string,
  what = `repository ${repository}`,
): Failure {
  const failure = githubFailure(error, connection, what);
  if (!(error instanceof RequestError)) return failure;
  const { problem } = failure;
  const said = problem.detail?.replace(/^\d+: /, "").replaceAll(/\s+/g, " ") || "it does not say why.";
  const reads = error.request.method === "GET";
  if (error.status === 403 && /archived/i.test(said))
    return told(
      failure,
      "github_archived",
      `The repository ${repository} is archived, so nothing can be changed in it.`,
      "Whoever owns it takes it out of the archive; then retry.",
    );
  // Whoever may read a repository and not write to it is told that there is nothing.
  if (problem.code === "github_forbidden" || (error.status === 404 && !reads))
    return told(failure, "github_forbidden", `The GitHub connection may not write to ${repository}.`, grant);
  if (error.status === 409 && /empty/i.test(said))
    return told(
      failure,
      "github_empty",
      `The repository ${repository} is empty.`,
      "Whoever owns it makes a first commit; then retry.",
    );
  if (error.status !== 422) return failure;
  if (/rule violations|protected branch/i.test(said))
    return told(
      failure,
      "github_rules",
      `The rules of ${repository} forbid it: ${said}`,
      "Whoever owns the repository lets the connection make such branches, or the offering's authors name another branch; then retry.",
    );
  return told(
    failure,
    "github_refused_pull",
    `GitHub did not accept the pull request: ${said}`,
    "The offering's authors correct the document, or order anew with other answers.",
  );
}

function told(failure: Failure, code: string, sentence: string, remedy: string): Failure {
  const { detail } = failure.problem;
  return { ...failure, problem: { code, sentence, remedy, ...(detail === undefined ? {} : { detail }) } };
}
