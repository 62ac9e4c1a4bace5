import type { Octokit } from "octokit";
import type { RepositoryFile } from "#lib/core/adapter/repository-file.ts";
import { AdapterError } from "../adapter.ts";
import { partsOf } from "./client.ts";

interface Entry {
  path: string;
  mode: string;
  type: string;
  sha: string;
}

type Change = Parameters<Octokit["rest"]["git"]["createTree"]>[0] extends infer P
  ? P extends { tree: (infer T)[] }
    ? T
    : never
  : never;

/** What the files change in a tree of the repository, after a look at what is there. A file that is gone already changes nothing. */
export async function changesIn(
  client: Octokit,
  repository: string,
  tree: string,
  files: readonly RepositoryFile[],
): Promise<Change[]> {
  const entryAt = treeReader(client, repository, tree);
  const changes: Change[] = [];
  for (const { path, text, mode } of files) {
    const there = await entryAt(path);
    if (there && there.mode !== "100644" && there.mode !== "100755") throw taken(repository, path, "no plain file");
    if (there && mode === "create") throw taken(repository, path, "a file");
    if (!there && mode === "replace") throw absent(repository, path);
    if (!there && mode === "delete") continue;
    // A script stays one that can be run.
    const kept = there?.mode === "100755" ? "100755" : "100644";
    changes.push({ path, mode: kept, type: "blob", ...(text === null ? { sha: null } : { content: text }) });
  }
  return changes;
}

/** Folder by folder: a large repository answers all at once with only a part of it. */
function treeReader(client: Octokit, repository: string, root: string) {
  const known = new Map<string, Promise<Entry[]>>();
  const list = (sha: string) => {
    const listed = known.get(sha) ?? readTree(client, repository, sha);
    known.set(sha, listed);
    return listed;
  };
  return async (path: string): Promise<Entry | undefined> => {
    const names = path.split("/");
    let sha = root;
    for (const [at, name] of names.entries()) {
      const found = (await list(sha)).find((entry) => entry.path === name);
      if (found === undefined || at === names.length - 1) return found;
      if (found.type !== "tree") throw taken(repository, names.slice(0, at + 1).join("/"), "no folder");
      sha = found.sha;
    }
    return undefined;
  };
}

async function readTree(client: Octokit, repository: string, sha: string): Promise<Entry[]> {
  const { data } = await client.rest.git.getTree({ ...partsOf(repository), tree_sha: sha });
  return data.tree;
}

function taken(repository: string, path: string, what: string): AdapterError {
  const problem = {
    code: "github_file_there",
    sentence: `In ${repository}, ${path} is ${what} already.`,
    remedy: "Order anew with another name; or the offering's authors let the step change what is there.",
  };
  return new AdapterError(problem, { effect: "none", repeat: false });
}

function absent(repository: string, path: string): AdapterError {
  const problem = {
    code: "github_file_missing",
    sentence: `In ${repository} there is no ${path} that could be replaced.`,
    remedy:
      "See whether it was moved; the offering's authors correct the path. Then retry, or order anew with another name.",
  };
  return new AdapterError(problem, { effect: "none", repeat: false });
}
