import type { Octokit } from "octokit";
import type { JsonObject } from "#lib/core/json.ts";
import { knownText } from "#lib/core/probe/known.ts";
import type { Finding } from "#lib/core/probe/finding.ts";
import type { OpenConnection, ProbeContext } from "../adapter.ts";
import { failed, unknown, wrong } from "../probe.ts";
import { clientOf, githubAt, partsOf } from "./client.ts";
import { githubFailure } from "./failure.ts";
import { fit } from "./fit.ts";
import { readWorkflowFile } from "./workflow-file.ts";

/** Would a run of this workflow start, with these inputs? */
export async function probeWorkflow(context: ProbeContext, config: JsonObject): Promise<Finding[]> {
  const repository = knownText(config["repository"]);
  if (repository === undefined) return [unknown("Which repository is known only once somebody orders.", "/repository")];
  const connection = githubAt(context.connection);
  const client = await clientOf(context);
  const asking = { client, connection, repository };
  const state = await probeRepository(asking);
  if (!("defaultBranch" in state)) return [state];
  const workflow = knownText(config["workflow"]);
  if (workflow === undefined) return [unknown("Which workflow is known only once somebody orders.", "/workflow")];
  const found = await workflowOf(asking, workflow);
  if (!("file" in found)) return [found];
  const ref = config["ref"] === undefined ? "main" : knownText(config["ref"]);
  const source = await sourceOf(asking, found.file, ref ?? state.defaultBranch);
  if (typeof source !== "string") return [source];
  const file = readWorkflowFile(source);
  const name = `${workflow} of ${repository}`;
  if (file === undefined)
    return [wrong(`${name} can't be read: it is no YAML.`, "Whoever keeps the workflow corrects it.", "/workflow")];
  const later = `On which branch is known only once somebody orders; ${state.defaultBranch} was looked at.`;
  return [...fit(config, context.questions, name, file), ...(ref === undefined ? [unknown(later, "/ref")] : [])];
}

export interface Asking {
  client: Octokit;
  connection: OpenConnection;
  repository: string;
}

/** Is the repository there, and may anything happen in it? */
export async function probeRepository({
  client,
  connection,
  repository,
}: Asking): Promise<{ defaultBranch: string; mayPush: boolean | undefined } | Finding> {
  try {
    const { data } = await client.request("GET /repos/{owner}/{repo}", partsOf(repository));
    if (!data.archived && !data.disabled)
      return { defaultBranch: data.default_branch, mayPush: data.permissions?.push };
    const what = data.archived ? "archived" : "disabled";
    return wrong(
      `The repository ${repository} is ${what}: nothing can be done in it.`,
      "Name another one.",
      "/repository",
    );
  } catch (error) {
    return failed(githubFailure(error, connection, `repository ${repository}`), "/repository");
  }
}

const disabled: Record<string, string> = {
  disabled_manually: "was disabled by somebody",
  disabled_inactivity: "was disabled by GitHub because nothing happened in its repository",
  disabled_fork: "is disabled because its repository is a fork",
  deleted: "was deleted",
};

async function workflowOf(asking: Asking, workflow: string): Promise<{ file: string } | Finding> {
  const { client, connection, repository } = asking;
  try {
    const { data } = await client.request("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}", {
      ...partsOf(repository),
      workflow_id: workflow,
    });
    if (data.state === "active") return { file: data.path };
    return wrong(
      `The workflow ${workflow} of ${repository} ${disabled[data.state] ?? `is ${String(data.state)}`}.`,
      "Enable it in GitHub, under Actions.",
      "/workflow",
    );
  } catch (error) {
    const failure = githubFailure(error, connection, `workflow ${workflow} in ${repository}`);
    if (failure.problem.code !== "github_not_found") return failed(failure, "/workflow");
    return { ...failed(failure, "/workflow"), remedy: "Correct its name: GitHub looks for it on the default branch." };
  }
}

async function sourceOf(asking: Asking, path: string, ref: string): Promise<string | Finding> {
  const { client, connection, repository } = asking;
  const file = path.split("/").at(-1) ?? path;
  try {
    const answer: { data: unknown } = await client.request("GET /repos/{owner}/{repo}/contents/{+path}", {
      ...partsOf(repository),
      path,
      ref,
    });
    return contentOf(answer.data);
  } catch (error) {
    const failure = githubFailure(error, connection, `${file} on ${ref} in ${repository}`);
    // A run can be started without it.
    if (failure.problem.code === "github_forbidden")
      return unknown(
        `The connection may not read files of ${repository} (Contents: read), so inputs can't be checked.`,
      );
    if (failure.problem.code !== "github_not_found") return failed(failure, "/ref");
    if (/^404: No commit found/i.test(failure.problem.detail ?? ""))
      return wrong(`${repository} has no branch or tag ${ref}.`, "Correct `ref`.", "/ref");
    return wrong(`${file} is not there on ${ref} in ${repository}.`, "Bring the workflow to that branch.", "/ref");
  }
}

function contentOf(data: unknown): string {
  if (typeof data !== "object" || data === null || !("content" in data)) return "";
  return typeof data.content === "string" ? Buffer.from(data.content, "base64").toString("utf8") : "";
}
