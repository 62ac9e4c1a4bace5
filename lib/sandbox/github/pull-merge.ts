import type { Sql } from "postgres";
import type { Leaf } from "./git-object.ts";
import { filesAt, historyOf } from "./git-store.ts";
import type { Repository } from "./site.ts";

export interface Change {
  path: string;
  /** Absent where the file is new. */
  before: string | undefined;
  /** Absent where the file is removed. */
  after: string | undefined;
}

/** What merging one commit into another comes to. */
export interface Merge {
  changes: Change[];
  /** How many commits it brings. */
  commits: number;
  /** All files afterwards; undefined where both sides changed the same file, each in its own way. */
  files: Map<string, Leaf> | undefined;
}

export async function mergeOf(sql: Sql, repository: Repository, base: string, head: string): Promise<Merge> {
  const [ofBase, ofHead] = [await historyOf(sql, repository, base), await historyOf(sql, repository, head)];
  const common = [...ofHead].find((sha) => ofBase.has(sha)) ?? base;
  const [from, theirs, ours] = await Promise.all([common, base, head].map((sha) => filesAt(sql, repository, sha)));
  const merged = new Map(theirs);
  const changes: Change[] = [];
  let conflict = false;
  for (const path of new Set([...(from?.keys() ?? []), ...(ours?.keys() ?? [])])) {
    const [was, here, there] = [from?.get(path), ours?.get(path), theirs?.get(path)];
    if (was?.sha === here?.sha) continue;
    changes.push({ path, before: was?.sha, after: here?.sha });
    if (there?.sha !== was?.sha && there?.sha !== here?.sha) conflict = true;
    if (here === undefined) merged.delete(path);
    else merged.set(path, here);
  }
  const commits = [...ofHead].filter((sha) => !ofBase.has(sha)).length;
  return { changes, commits, files: conflict ? undefined : merged };
}
