import type { Octokit } from "octokit";
import type { Finding } from "#lib/core/probe/finding.ts";
import type { ProbeContext } from "../adapter.ts";
import { failed, note, ok } from "../probe.ts";
import { clientOf, githubAt } from "./client.ts";
import { signIn } from "./credential.ts";
import { githubFailure } from "./failure.ts";
import { aboutPermissions, aboutScopes } from "./grants.ts";

/** Who does the connection sign in as, or what does its app see, and what may it do there? */
export async function probeGithub(context: ProbeContext): Promise<Finding[]> {
  const connection = githubAt(context.connection);
  const client = await clientOf(context);
  try {
    const { permissions } = await signIn(connection);
    return await (permissions ? aboutApp(client, permissions) : aboutUser(client));
  } catch (error) {
    return [failed(githubFailure(error, connection))];
  }
}

async function aboutApp(client: Octokit, permissions: Readonly<Record<string, string>>): Promise<Finding[]> {
  const { data } = await client.request("GET /installation/repositories", { per_page: 1 });
  const count = data.total_count;
  if (count === 0) return [note("GitHub takes the app's key, but it is installed on no repository.")];
  return [
    ok(`Signed in as an app that is installed on ${count} ${count === 1 ? "repository" : "repositories"}.`),
    ...aboutPermissions(permissions),
  ];
}

async function aboutUser(client: Octokit): Promise<Finding[]> {
  const { data, headers } = await client.request("GET /user");
  const expires = headers["github-authentication-token-expiration"];
  return [
    ok(`Signed in as ${data.login}.`),
    ...aboutScopes(headers["x-oauth-scopes"]),
    ...(typeof expires === "string" ? [note(`Its token is good until ${expires}.`)] : []),
  ];
}
