import type { JsonObject } from "#lib/sandbox/json.ts";
import type { Incoming } from "#lib/sandbox/server/exchange.ts";
import { repositoryBean, userBean } from "./bean.ts";
import { siteOf } from "./context.ts";
import { repositories, robot, startedAt, type Repository } from "./site.ts";

const since = startedAt.toISOString().replace(/\.\d+Z$/, "Z");

/** A repository in full, as it is asked for by its name. */
export function wholeRepository(repository: Repository, incoming: Incoming): JsonObject {
  const git = `${siteOf(incoming)}/${repository.fullName}`;
  return {
    ...repositoryBean(repository, incoming),
    clone_url: `${git}.git`,
    git_url: `${git}.git`,
    ssh_url: `git@sandbox.example:${repository.fullName}.git`,
    svn_url: git,
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    archived: repository.archived,
    disabled: false,
    visibility: "private",
    has_downloads: true,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    pushed_at: since,
    created_at: since,
    updated_at: since,
    ...Object.fromEntries(counts.map((name) => [name, 0])),
  };
}

const counts = [
  "forks",
  "forks_count",
  "open_issues",
  "open_issues_count",
  "size",
  "stargazers_count",
  "watchers",
  "watchers_count",
  "network_count",
  "subscribers_count",
] as const;

/** Whoever the connection's token belongs to. */
export function accountBean(incoming: Incoming): JsonObject {
  return {
    ...userBean(robot, incoming),
    user_view_type: "public",
    name: "PAO",
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: since,
    updated_at: since,
  };
}

/** What an app's installation may see. */
export function installationBean(shown: readonly Repository[], incoming: Incoming): JsonObject {
  return {
    total_count: repositories.length,
    repository_selection: "all",
    repositories: shown.map((repository) => ({
      ...wholeRepository(repository, incoming),
      permissions: { admin: false, push: true, pull: true },
    })),
  };
}
