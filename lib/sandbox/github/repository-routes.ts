import { empty, json, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { route, type Handle, type Route } from "#lib/sandbox/server/route.ts";
import { createToken } from "./app-token.ts";
import { accountBean, installationBean, wholeRepository } from "./account-bean.ts";
import { workflowBean } from "./bean.ts";
import { paged, repositoryIn, signedIn, workflowIn, type GitHub } from "./context.ts";
import { dispatch } from "./dispatch.ts";
import { notFound } from "./refuse.ts";
import { repositories, reviewers, teams, workflowsOf } from "./site.ts";

const api = "/github/api/v3";
const repo = `${api}/repos/:owner/:repo`;

export function repositoryRoutes(github: GitHub): Route[] {
  const own = (handle: Handle) => signedIn(github, handle);
  return [
    route("POST", `${api}/app/installations/:id/access_tokens`, (incoming) => createToken(github.sql, incoming)),
    route(
      "GET",
      `${api}/user`,
      own((incoming) => json(200, accountBean(incoming), { "x-oauth-scopes": "read:org, repo, workflow" })),
    ),
    route(
      "GET",
      `${api}/installation/repositories`,
      own((incoming) => json(200, installationBean(paged(repositories, incoming), incoming))),
    ),
    route(
      "GET",
      repo,
      own((incoming) => json(200, wholeRepository(repositoryIn(incoming), incoming))),
    ),
    route(
      "GET",
      `${repo}/collaborators/:username`,
      own((incoming) => known(reviewers, incoming, "username")),
    ),
    route(
      "GET",
      `${api}/orgs/:org/teams/:team/repos/:owner/:repo`,
      own((incoming) => known(teams, incoming, "team")),
    ),
    route("GET", `${repo}/actions/workflows`, own(workflows)),
    route(
      "GET",
      `${repo}/actions/workflows/:workflow`,
      own((incoming) => json(200, workflowBean(repositoryIn(incoming), workflowIn(incoming), incoming))),
    ),
    route(
      "POST",
      `${repo}/actions/workflows/:workflow/dispatches`,
      own((incoming) => dispatch(github, incoming)),
    ),
  ];
}

/** GitHub says by its status alone whether somebody has access to a repository. */
function known(names: readonly string[], incoming: Incoming, param: string): Answer {
  repositoryIn(incoming);
  if (!names.includes(incoming.params[param] ?? "")) throw notFound();
  return empty(204);
}

function workflows(incoming: Incoming): Answer {
  const repository = repositoryIn(incoming);
  const all = workflowsOf(repository).map((file) => workflowBean(repository, file, incoming));
  return json(200, { total_count: all.length, workflows: paged(all, incoming) });
}
