import type { JsonObject } from "#lib/sandbox/json.ts";
import type { Incoming } from "#lib/sandbox/server/exchange.ts";
import { nodeId, repositoryUrl } from "./bean.ts";
import { siteOf } from "./context.ts";
import type { Commit, Entry } from "./git-object.ts";
import type { Repository } from "./site.ts";

/** A file as the contents of a repository tell it. */
export function fileBean(
  repository: Repository,
  { path, ref, sha, text }: { path: string; ref: string; sha: string; text: string },
  incoming: Incoming,
): JsonObject {
  const bytes = Buffer.from(text);
  const url = `${repositoryUrl(incoming, repository)}/contents/${path}?ref=${ref}`;
  const git = `${repositoryUrl(incoming, repository)}/git/blobs/${sha}`;
  const html = `${siteOf(incoming)}/${repository.fullName}/blob/${ref}/${path}`;
  const content = bytes.toString("base64").replace(/(.{60})/g, "$1\n");
  return {
    type: "file",
    encoding: "base64",
    size: bytes.length,
    name: path.split("/").at(-1) ?? path,
    path,
    sha,
    content,
    url,
    git_url: git,
    html_url: html,
    download_url: html,
    _links: { self: url, git, html },
  };
}

export function refBean(repository: Repository, branch: string, sha: string, incoming: Incoming): JsonObject {
  const url = `${repositoryUrl(incoming, repository)}/git`;
  const object = { type: "commit", sha, url: `${url}/commits/${sha}` };
  return { ref: `refs/heads/${branch}`, node_id: nodeId("Ref", branch), url: `${url}/refs/heads/${branch}`, object };
}

export function commitBean(repository: Repository, sha: string, commit: Commit, incoming: Incoming): JsonObject {
  const url = `${repositoryUrl(incoming, repository)}/git`;
  const html = `${siteOf(incoming)}/${repository.fullName}/commit`;
  const { author, at, message, tree, parents } = commit;
  const who = { name: author, email: `${author}@sandbox.example`, date: at.replace(/\.\d+Z$/, "Z") };
  return {
    sha,
    node_id: nodeId("Commit", sha),
    url: `${url}/commits/${sha}`,
    html_url: `${html}/${sha}`,
    author: who,
    committer: who,
    message,
    tree: { sha: tree, url: `${url}/trees/${tree}` },
    parents: parents.map((each) => ({ sha: each, url: `${url}/commits/${each}`, html_url: `${html}/${each}` })),
    verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
  };
}

export function treeBean(
  repository: Repository,
  sha: string,
  entries: readonly Entry[],
  incoming: Incoming,
): JsonObject {
  const url = `${repositoryUrl(incoming, repository)}/git`;
  const tree = entries.map((entry) => ({ ...entry, url: `${url}/${entry.type}s/${entry.sha}` }));
  return { sha, url: `${url}/trees/${sha}`, tree, truncated: false };
}
