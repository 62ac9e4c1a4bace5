import { createHash } from "node:crypto";
import type { JsonObject } from "#lib/sandbox/json.ts";
import type { Incoming } from "#lib/sandbox/server/exchange.ts";
import { wholeRepository } from "./account-bean.ts";
import { iso, nodeId, repositoryUrl, userBean } from "./bean.ts";
import { apiOf, siteOf } from "./context.ts";
import { author, type Pull } from "./pull.ts";
import { organisation, reviewers, teams, type Repository } from "./site.ts";

export const pullPath = ({ repository, number }: Pull) => `/github/${repository.fullName}/pull/${number}`;

/** A pull request as lists show it. */
export function pullBean(pull: Pull, incoming: Incoming): JsonObject {
  const { repository, id, number } = pull;
  const api = repositoryUrl(incoming, repository);
  const url = `${api}/pulls/${number}`;
  const issue = `${api}/issues/${number}`;
  const html = `${siteOf(incoming)}/${repository.fullName}/pull/${number}`;
  const statuses = `${api}/statuses/${pull.headSha}`;
  return {
    id,
    node_id: nodeId("PullRequest", id),
    number,
    state: pull.state,
    locked: false,
    draft: pull.draft,
    title: pull.title,
    body: pull.body,
    user: userBean(author, incoming),
    labels: pull.labels.map((name) => labelBean(repository, name, incoming)),
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.reviewers.map((login) => userBean(person(login), incoming)),
    requested_teams: pull.teams.map((slug) => teamBean(slug, incoming)),
    created_at: iso(pull.created),
    updated_at: iso(pull.updated),
    closed_at: pull.closed && iso(pull.closed),
    merged_at: pull.merged && iso(pull.merged),
    merge_commit_sha: pull.mergeSha,
    head: side(pull, pull.head, pull.headSha, incoming),
    base: side(pull, pull.base, pull.baseSha, incoming),
    author_association: "CONTRIBUTOR",
    auto_merge: null,
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
  };
}

/** A pull request as it is asked for by its number. */
export function wholePull(pull: Pull, incoming: Incoming): JsonObject {
  const { merge, state, merged } = pull;
  const open = state === "open";
  return {
    ...pullBean(pull, incoming),
    merged: merged !== null,
    merged_by: merged && userBean(person("kim"), incoming),
    mergeable: open ? merge.files !== undefined : null,
    mergeable_state: !open ? "unknown" : merge.files === undefined ? "dirty" : "clean",
    rebaseable: null,
    maintainer_can_modify: false,
    comments: 0,
    review_comments: 0,
    commits: merge.commits,
    additions: merge.changes.filter(({ after }) => after !== undefined).length,
    deletions: merge.changes.filter(({ before }) => before !== undefined).length,
    changed_files: merge.changes.length,
  };
}

function side({ repository }: Pull, ref: string, sha: string, incoming: Incoming): JsonObject {
  const user = userBean(organisation, incoming);
  return { label: `${repository.owner}:${ref}`, ref, sha, user, repo: wholeRepository(repository, incoming) };
}

const person = (login: string) => ({ id: 7100 + reviewers.indexOf(login), login, type: "User" });

export function labelBean(repository: Repository, name: string, incoming: Incoming): JsonObject {
  const id = createHash("sha1").update(name).digest().readUInt32BE(0);
  const url = `${repositoryUrl(incoming, repository)}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: nodeId("Label", id), url, name, description: "", color: "ededed", default: false };
}

function teamBean(slug: string, incoming: Incoming): JsonObject {
  const id = 7200 + teams.indexOf(slug);
  const url = `${apiOf(incoming)}/organizations/${organisation.id}/team/${id}`;
  return {
    id,
    node_id: nodeId("Team", id),
    url,
    html_url: `${siteOf(incoming)}/orgs/${organisation.login}/teams/${slug}`,
    name: slug,
    slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "pull",
    type: "organization",
    organization_id: organisation.id,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    parent: null,
  };
}
