import type { JsonObject } from "#lib/core/json.ts";
import type { Finding } from "#lib/core/probe/finding.ts";
import { knownText, knownValue } from "#lib/core/probe/known.ts";
import type { ProbeContext } from "../adapter.ts";
import { failed, note, ok, unknown, wrong } from "../probe.ts";
import { clientOf, githubAt, partsOf } from "./client.ts";
import { githubFailure } from "./failure.ts";
import { type Asking, probeRepository } from "./probe.ts";
import { readRef } from "./pull-branch.ts";

/** Could a pull request be opened there, and those be asked to review it? */
export async function probePull(context: ProbeContext, config: JsonObject): Promise<Finding[]> {
  const repository = knownText(config["repository"]);
  if (repository === undefined) return [unknown("Which repository is known only once somebody orders.", "/repository")];
  const connection = githubAt(context.connection);
  const asking = { client: await clientOf(context), connection, repository };
  const state = await probeRepository(asking);
  if (!("defaultBranch" in state)) return [state];
  // GitHub says of an app's token that it may nothing, whatever it may.
  if (state.mayPush === false && !connection.credential["appId"]) return [mayNotPush(repository)];
  return [
    await baseOf(asking, config, state.defaultBranch),
    ...(await reviewersOf(asking, config)),
    ...(await teamsOf(asking, config)),
  ];
}

function mayNotPush(repository: string): Finding {
  return wrong(
    `The GitHub connection may not write to ${repository}.`,
    "An admin gives the token the permissions Contents and Pull requests: read and write; then check again.",
    "/repository",
  );
}

async function baseOf(asking: Asking, config: JsonObject, defaultBranch: string): Promise<Finding> {
  const { client, connection, repository } = asking;
  const base = config["base"] === undefined ? defaultBranch : knownText(config["base"]);
  if (base === undefined) return unknown("Which branch to merge into is known only once somebody orders.", "/base");
  try {
    if ((await readRef(client, repository, base)) !== undefined)
      return ok(`${repository} takes a pull request into ${base}.`);
    return wrong(`The repository ${repository} has no branch ${base} to merge into.`, "Correct `base`.", "/base");
  } catch (error) {
    return failed(githubFailure(error, connection, `branch ${base} of ${repository}`), "/base");
  }
}

function reviewersOf(asking: Asking, config: JsonObject): Promise<Finding[]> {
  const { client, repository } = asking;
  return each(asking, config, "reviewers", (username) =>
    client.request("GET /repos/{owner}/{repo}/collaborators/{username}", { ...partsOf(repository), username }),
  );
}

function teamsOf(asking: Asking, config: JsonObject): Promise<Finding[]> {
  const { client, repository } = asking;
  const parts = partsOf(repository);
  return each(asking, config, "teamReviewers", (team) =>
    client.request("GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}", {
      ...parts,
      org: parts.owner,
      team_slug: team,
    }),
  );
}

/** The pull request stands without them, so none of it is a problem. */
async function each(
  { connection, repository }: Asking,
  config: JsonObject,
  key: "reviewers" | "teamReviewers",
  look: (name: string) => Promise<unknown>,
): Promise<Finding[]> {
  const what = key === "reviewers" ? "" : "team ";
  const known = config[key] === undefined ? [] : knownValue(config[key]);
  if (!Array.isArray(known)) return [unknown("Who is asked to review is known only once somebody orders.", `/${key}`)];
  const findings: Finding[] = [];
  for (const [at, name] of known.entries()) {
    if (typeof name !== "string") continue;
    const path = `/${key}/${at}`;
    try {
      await look(name);
    } catch (error) {
      const { problem } = githubFailure(error, connection);
      const named = `${what}${name}`;
      const absent = `${named} has no access to ${repository}, and can't be asked to review.`;
      if (problem.code === "github_not_found") findings.push(note(absent, path));
      else findings.push(unknown(`Whether ${named} can be asked to review is not known: ${problem.sentence}`, path));
    }
  }
  return findings;
}
