import { notFoundPage, page, type Frame } from "#lib/sandbox/pages/frame.ts";
import { seeOther, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { ownPages } from "#lib/sandbox/server/own-pages.ts";
import { route, type Handle, type Route } from "#lib/sandbox/server/route.ts";
import type { GitHub } from "./context.ts";
import { pullPath } from "./pull-bean.ts";
import { tell } from "./pull-event.ts";
import { pullContent } from "./pull-page.ts";
import { changePull, findPull, mergePull, type Pull } from "./pull.ts";
import { repositoryOf } from "./site.ts";

const path = "/github/:owner/:repo/pull/:number";

/** Where a person looks at a pull request, and merges or closes it. */
export function pullPages(github: GitHub, frame: Frame): Route[] {
  const { sql } = github;
  const find = async ({ params }: Incoming) => {
    const repository = repositoryOf(params["owner"] ?? "", params["repo"] ?? "");
    return repository && findPull(sql, repository, params["number"] ?? "");
  };
  const ofPull =
    (build: (pull: Pull, incoming: Incoming) => Promise<Answer>): Handle =>
    async (incoming) => {
      const pull = await find(incoming);
      return pull === undefined ? notFoundPage(frame) : build(pull, incoming);
    };
  const change = (action: string, effect: (pull: Pull) => Promise<unknown>) =>
    ownPages(
      ofPull(async (pull, incoming) => {
        await effect(pull);
        const now = await find(incoming);
        if (now && now.state !== pull.state) tell(github, incoming, now, action);
        return seeOther(pullPath(pull));
      }),
    );
  const close = (pull: Pull) =>
    pull.state === "open" ? changePull(sql, pull, { state: "closed" }) : Promise.resolve();
  const reopen = (pull: Pull) => (pull.merged ? Promise.resolve() : changePull(sql, pull, { state: "open" }));
  return [
    route(
      "GET",
      path,
      ofPull(async (pull) => page(frame, `${pull.title} · ${pull.repository.fullName}`, await pullContent(sql, pull))),
    ),
    route(
      "POST",
      `${path}/merge`,
      change("closed", (pull) => mergePull(sql, pull)),
    ),
    route("POST", `${path}/close`, change("closed", close)),
    route("POST", `${path}/reopen`, change("reopened", reopen)),
  ];
}
