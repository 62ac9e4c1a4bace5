import { createHash } from "node:crypto";
import { json, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { route, type Handle, type Route } from "#lib/sandbox/server/route.ts";
import { createToken } from "./app-token.ts";
import { accountBean, installationBean, wholeRepository } from "./account-bean.ts";
import { repositoryUrl, workflowBean } from "./bean.ts";
import { paged, repositoryIn, signedIn, siteOf, workflowIn, type GitHub } from "./context.ts";
import { dispatch } from "./dispatch.ts";
import { notFound, refuse } from "./refuse.ts";
import { refOf, repositories, workflowsOf } from "./site.ts";

const api = "/github/api/v3";
const repo = `${api}/repos/:owner/:repo`;

export function repositoryRoutes(github: GitHub): Route[] {
  const own = (handle: Handle) => signedIn(github, handle);
  return [
    route("POST", `${api}/app/installations/:id/access_tokens`, (incoming) => createToken(github.sql, incoming)),
    route(
      "GET",
      `${api}/user`,
      own((incoming) => json(200, accountBean(incoming))),
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
    route("GET", `${repo}/contents/.github/workflows/:workflow`, own(contents)),
  ];
}

function workflows(incoming: Incoming): Answer {
  const repository = repositoryIn(incoming);
  const all = workflowsOf(repository).map((file) => workflowBean(repository, file, incoming));
  return json(200, { total_count: all.length, workflows: paged(all, incoming) });
}

function contents(incoming: Incoming): Answer {
  const repository = repositoryIn(incoming);
  const { file, path, source } = workflowIn(incoming);
  const ref = incoming.query.get("ref") ?? "main";
  if (!/\.ya?ml$/.test(incoming.params["workflow"] ?? "")) throw notFound();
  if (refOf(ref) === undefined) throw refuse(404, `No commit found for the ref ${ref}`);
  const bytes = Buffer.from(source);
  const sha = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
  const url = `${repositoryUrl(incoming, repository)}/contents/${path}?ref=${ref}`;
  const git = `${repositoryUrl(incoming, repository)}/git/blobs/${sha}`;
  const html = `${siteOf(incoming)}/${repository.fullName}/blob/${ref}/${path}`;
  return json(200, {
    type: "file",
    encoding: "base64",
    size: bytes.length,
    name: file,
    path,
    sha,
    content: bytes.toString("base64").replace(/(.{60})/g, "$1\n"),
    url,
    git_url: git,
    html_url: html,
    download_url: html,
    _links: { self: url, git, html },
  });
}
