import type { Octokit } from "octokit";
import { AdapterError, type AttemptContext, type OpenConnection } from "../adapter.ts";
import { harmless } from "../failure.ts";
import { tokenOf } from "./credential.ts";
import { githubFailure } from "./failure.ts";
import { bareClient } from "./octokit.ts";

export function githubAt(connection: OpenConnection | null): OpenConnection {
  if (connection?.kind === "github") return connection;
  const problem = {
    code: "connection_missing",
    sentence: "This step has no GitHub connection.",
    remedy: "An admin adds one under Settings, Connections.",
  };
  throw new AdapterError(problem, { effect: "none", repeat: false });
}

/** A signed-in client. Signing in changes nothing outside, so a failure of it is harmless. */
export async function clientOf({
  connection,
  signal,
}: Pick<AttemptContext, "connection" | "signal">): Promise<Octokit> {
  const at = githubAt(connection);
  try {
    return bareClient(at.baseUrl, signal, await tokenOf(at));
  } catch (error) {
    throw error instanceof AdapterError ? error : harmless(githubFailure(error, at));
  }
}

/** A repository's parts as octokit's routes name them. */
export function partsOf(repository: string): { owner: string; repo: string } {
  const [owner = "", repo = ""] = repository.split("/");
  return { owner, repo };
}
