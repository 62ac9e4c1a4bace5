import { type Octokit, RequestError } from "octokit";
import type { GithubWorkflowPayload } from "#lib/core/adapter/github-workflow.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { partsOf } from "./client.ts";

const route = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";

export interface Dispatched {
  id: string;
  url: string;
}

/** Starts a run. Undefined when the server takes the dispatch and does not name the run, as older ones do. */
export async function dispatch(
  client: Octokit,
  { repository, workflow }: GithubWorkflowPayload,
  body: JsonObject,
): Promise<Dispatched | undefined> {
  const send = (given: JsonObject) =>
    client.request(route, { ...partsOf(repository), workflow_id: workflow, ...withRef(given) });
  const answer: { status: number; data: unknown } = await send(body).catch((error: unknown) => {
    if (!isUnknownKey(error)) throw error;
    // Refused as a whole, so nothing was made.
    const { return_run_details: _, ...older } = body;
    return send(older);
  });
  return dispatched(answer.data);
}

function withRef(given: JsonObject): JsonObject & { ref: string } {
  return { ...given, ref: typeof given["ref"] === "string" ? given["ref"] : "" };
}

function isUnknownKey(error: unknown): boolean {
  return error instanceof RequestError && error.status === 422 && error.message.includes("return_run_details");
}

function dispatched(data: unknown): Dispatched | undefined {
  if (typeof data !== "object" || data === null || !("workflow_run_id" in data)) return undefined;
  const url = "html_url" in data && typeof data.html_url === "string" ? data.html_url : "";
  return { id: String(data.workflow_run_id), url };
}
