import type { Sql } from "postgres";
import { shaOfObject, treesOf, type Commit, type Entry, type GitObject, type Leaf } from "./git-object.ts";
import { isSeedBranch, seedFor } from "./repository-files.ts";
import type { Repository } from "./site.ts";

export async function readObject(sql: Sql, repository: Repository, sha: string): Promise<GitObject | undefined> {
  const known = seedFor(repository).objects.get(sha);
  if (known !== undefined) return known;
  const [row] = await sql<{ object: GitObject }[]>`
    SELECT object FROM sandbox.git_object WHERE repository = ${repository.fullName} AND sha = ${sha}`;
  return row?.object;
}

export async function writeObject(sql: Sql, repository: Repository, object: GitObject): Promise<string> {
  const sha = shaOfObject(object);
  await sql`
    INSERT INTO sandbox.git_object (repository, sha, object) VALUES (${repository.fullName}, ${sha}, ${sql.json({ ...object })})
    ON CONFLICT DO NOTHING`;
  return sha;
}

export async function readCommit(sql: Sql, repository: Repository, sha: string): Promise<Commit | undefined> {
  const object = await readObject(sql, repository, sha);
  return object?.kind === "commit" ? object : undefined;
}

export async function readTree(sql: Sql, repository: Repository, sha: string): Promise<Entry[] | undefined> {
  const object = await readObject(sql, repository, sha);
  return object?.kind === "tree" ? object.entries : undefined;
}

export async function readText(sql: Sql, repository: Repository, sha: string | undefined): Promise<string | undefined> {
  const object = sha === undefined ? undefined : await readObject(sql, repository, sha);
  return object?.kind === "blob" ? object.text : undefined;
}

/** All files of a tree by their paths. */
export async function filesOf(sql: Sql, repository: Repository, tree: string, at = ""): Promise<Map<string, Leaf>> {
  const files = new Map<string, Leaf>();
  for (const { path, type, mode, sha } of (await readTree(sql, repository, tree)) ?? []) {
    if (type === "blob") files.set(at + path, { mode, sha });
    else for (const [below, leaf] of await filesOf(sql, repository, sha, `${at}${path}/`)) files.set(below, leaf);
  }
  return files;
}

export async function filesAt(sql: Sql, repository: Repository, commit: string): Promise<Map<string, Leaf>> {
  const found = await readCommit(sql, repository, commit);
  return found === undefined ? new Map() : filesOf(sql, repository, found.tree);
}

export async function writeFiles(sql: Sql, repository: Repository, files: ReadonlyMap<string, Leaf>): Promise<string> {
  const { root, trees } = treesOf(files);
  for (const tree of trees.values()) await writeObject(sql, repository, tree);
  return root;
}

/** The commit that a branch is at. */
export async function readBranch(sql: Sql, repository: Repository, name: string): Promise<string | undefined> {
  const [row] = await sql<{ sha: string | null }[]>`
    SELECT sha FROM sandbox.git_branch WHERE repository = ${repository.fullName} AND name = ${name}`;
  if (row !== undefined) return row.sha ?? undefined;
  return isSeedBranch(name) ? seedFor(repository).commit : undefined;
}

/** False where there is a branch of this name. */
export async function createBranch(sql: Sql, repository: Repository, name: string, sha: string): Promise<boolean> {
  if ((await readBranch(sql, repository, name)) !== undefined) return false;
  const rows = await sql`
    INSERT INTO sandbox.git_branch AS known (repository, name, sha) VALUES (${repository.fullName}, ${name}, ${sha})
    ON CONFLICT (repository, name) DO UPDATE SET sha = excluded.sha WHERE known.sha IS NULL RETURNING name`;
  return rows.length > 0;
}

/** False where the branch has moved on meanwhile. */
export async function advanceBranch(
  sql: Sql,
  repository: Repository,
  name: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const rows = await sql`
    INSERT INTO sandbox.git_branch AS known (repository, name, sha) VALUES (${repository.fullName}, ${name}, ${to})
    ON CONFLICT (repository, name) DO UPDATE SET sha = excluded.sha WHERE known.sha = ${from} RETURNING name`;
  return rows.length > 0;
}

/** Null removes it. */
export async function moveBranch(sql: Sql, repository: Repository, name: string, sha: string | null): Promise<void> {
  await sql`
    INSERT INTO sandbox.git_branch (repository, name, sha) VALUES (${repository.fullName}, ${name}, ${sha})
    ON CONFLICT (repository, name) DO UPDATE SET sha = excluded.sha`;
}

/** A commit and all before it. */
export async function historyOf(sql: Sql, repository: Repository, sha: string): Promise<Set<string>> {
  const seen = new Set<string>([sha]);
  for (const one of seen)
    for (const parent of (await readCommit(sql, repository, one))?.parents ?? []) seen.add(parent);
  return seen;
}
