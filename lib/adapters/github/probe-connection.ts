import type { Octokit } from "octokit";
import type { Finding } from "#lib/core/probe/finding.ts";
import type { ProbeContext } from "../adapter.ts";
import { failed, note, ok } from "../probe.ts";
import { clientOf, githubAt } from "./client.ts";
import { githubFailure } from "./failure.ts";

/** Who does the connection sign in as, or what does its app see? */
export async function probeGithub(context: ProbeContext): Promise<Finding[]> {
  const connection = githubAt(context.connection);
  const client = await clientOf(context);
  try {
    return await (connection.credential["appId"] ? aboutApp(client) : aboutUser(client));
  } catch (error) {
    return [failed(githubFailure(error, connection))];
  }
}

async function aboutApp(client: Octokit): Promise<Finding[]> {
  const { data } = await client.request("GET /installation/repositories", { per_page: 1 });
  const count = data.total_count;
  if (count === 0) return [note("GitHub takes the app's key, but it is installed on no repository.")];
  return [ok(`Signed in as an app that is installed on ${count} ${count === 1 ? "repository" : "repositories"}.`)];
}

async function aboutUser(client: Octokit): Promise<Finding[]> {
  const { data, headers } = await client.request("GET /user");
  const expires = headers["github-authentication-token-expiration"];
  return [
    ok(`Signed in as ${data.login}.`),
    ...(typeof expires === "string" ? [note(`Its token is good until ${expires}.`)] : []),
  ];
}
