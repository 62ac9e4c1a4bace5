import { z } from "zod";
import { json, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { route, type Route } from "#lib/sandbox/server/route.ts";
import { paged, repositoryIn, signedIn, type GitHub } from "./context.ts";
import { bodyAs, writable } from "./git-routes.ts";
import { readBranch } from "./git-store.ts";
import { labelBean, pullBean, wholePull } from "./pull-bean.ts";
import { tell } from "./pull-event.ts";
import { author, changePull, createPull, findPull, isMerged, listPulls, mergePull, type Pull } from "./pull.ts";
import { invalid, notFound, refuse } from "./refuse.ts";
import { reviewers, teams } from "./site.ts";

const repo = "/github/api/v3/repos/:owner/:repo";

type Handler = (github: GitHub, incoming: Incoming) => Promise<Answer>;

const handlers: readonly (readonly [method: string, path: string, handler: Handler])[] = [
  ["GET", "/pulls", list],
  ["POST", "/pulls", create],
  ["GET", "/pulls/:number", async (github, incoming) => json(200, wholePull(await pullIn(github, incoming), incoming))],
  ["PATCH", "/pulls/:number", change],
  ["PUT", "/pulls/:number/merge", merge],
  ["POST", "/pulls/:number/requested_reviewers", requestReviewers],
  ["POST", "/issues/:number/labels", addLabels],
];

export function pullRoutes(github: GitHub): Route[] {
  return handlers.map(([method, path, handler]) =>
    route(
      method,
      repo + path,
      signedIn(github, (incoming) => {
        writable(method, repositoryIn(incoming));
        return handler(github, incoming);
      }),
    ),
  );
}

async function pullIn({ sql }: GitHub, incoming: Incoming): Promise<Pull> {
  const pull = await findPull(sql, repositoryIn(incoming), incoming.params["number"] ?? "");
  if (pull === undefined) throw notFound();
  return pull;
}

async function list({ sql, lagMs }: GitHub, incoming: Incoming): Promise<Answer> {
  const { query } = incoming;
  const [state, head, base] = [query.get("state") ?? "open", query.get("head"), query.get("base")];
  const repository = repositoryIn(incoming);
  const pulls = (await listPulls(sql, repository, lagMs)).filter(
    (pull) =>
      (state === "all" || pull.state === state) &&
      (head === null || head === `${repository.owner}:${pull.head}`) &&
      (base === null || base === pull.base),
  );
  return json(
    200,
    paged(pulls, incoming).map((pull) => pullBean(pull, incoming)),
  );
}

const newPull = z.object({
  title: z.string().min(1).max(256),
  head: z.string(),
  base: z.string(),
  body: z.string().max(65_536).nullable().default(null),
  draft: z.boolean().default(false),
});

async function create(github: GitHub, incoming: Incoming): Promise<Answer> {
  const { sql } = github;
  const repository = repositoryIn(incoming);
  const given = bodyAs(newPull, incoming);
  const head = given.head.replace(`${repository.owner}:`, "");
  const at = { head: await readBranch(sql, repository, head), base: await readBranch(sql, repository, given.base) };
  if (at.base === undefined) throw invalid("PullRequest", { field: "base" });
  if (at.head === undefined) throw invalid("PullRequest", { field: "head" });
  if (await isMerged(sql, repository, at.head, at.base))
    throw invalid("PullRequest", { message: `No commits between ${given.base} and ${head}` });
  const pull = await createPull(sql, repository, { ...given, head }, { head: at.head, base: at.base });
  const there = `A pull request already exists for ${repository.owner}:${head}.`;
  if (pull === undefined) throw invalid("PullRequest", { message: there });
  tell(github, incoming, pull, "opened");
  return json(201, wholePull(pull, incoming));
}

const changed = z.object({
  title: z.string().min(1).optional(),
  body: z.string().optional(),
  state: z.enum(["open", "closed"]).optional(),
});

async function change(github: GitHub, incoming: Incoming): Promise<Answer> {
  const pull = await pullIn(github, incoming);
  const { title, body, state } = bodyAs(changed, incoming);
  if (state === "open" && pull.merged) throw invalid("PullRequest", { message: "state cannot be changed." });
  await changePull(github.sql, pull, {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
    ...(state === undefined ? {} : { state }),
  });
  const now = await pullIn(github, incoming);
  tell(github, incoming, now, now.state === pull.state ? "edited" : now.state === "closed" ? "closed" : "reopened");
  return json(200, wholePull(now, incoming));
}

async function merge(github: GitHub, incoming: Incoming): Promise<Answer> {
  const pull = await pullIn(github, incoming);
  const sha = await mergePull(github.sql, pull);
  if (sha === undefined) throw refuse(405, "Pull Request is not mergeable");
  tell(github, incoming, await pullIn(github, incoming), "closed");
  return json(200, { sha, merged: true, message: "Pull Request successfully merged" });
}

const asked = z.object({
  reviewers: z.array(z.string()).default([]),
  team_reviewers: z.array(z.string()).default([]),
});

async function requestReviewers(github: GitHub, incoming: Incoming): Promise<Answer> {
  const pull = await pullIn(github, incoming);
  const { reviewers: people, team_reviewers: groups } = bodyAs(asked, incoming);
  if (people.includes(author.login)) throw refuse(422, "Review cannot be requested from pull request author.");
  if (people.some((one) => !reviewers.includes(one)) || groups.some((one) => !teams.includes(one)))
    throw refuse(
      422,
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${pull.repository.fullName} repository.`,
    );
  await changePull(github.sql, pull, {
    reviewers: [...new Set([...pull.reviewers, ...people])],
    teams: [...new Set([...pull.teams, ...groups])],
  });
  const now = await pullIn(github, incoming);
  tell(github, incoming, now, "review_requested");
  return json(201, pullBean(now, incoming));
}

const labelled = z.object({ labels: z.array(z.string().min(1).max(50)).min(1) });

async function addLabels(github: GitHub, incoming: Incoming): Promise<Answer> {
  const pull = await pullIn(github, incoming);
  const labels = [...new Set([...pull.labels, ...bodyAs(labelled, incoming).labels])];
  await changePull(github.sql, pull, { labels });
  const now = await pullIn(github, incoming);
  tell(github, incoming, now, "labeled");
  return json(
    200,
    now.labels.map((name) => labelBean(now.repository, name, incoming)),
  );
}
