import type { Sql } from "postgres";
import { advanceBranch, historyOf, readBranch, writeFiles, writeObject } from "./git-store.ts";
import { mergeOf, type Merge } from "./pull-merge.ts";
import { repositoryOf, robot, type Repository } from "./site.ts";

interface Row {
  id: number;
  repository: string;
  number: number;
  title: string;
  body: string | null;
  head: string;
  base: string;
  headSha: string;
  baseSha: string;
  state: "open" | "closed";
  draft: boolean;
  mergeSha: string | null;
  labels: string[];
  reviewers: string[];
  teams: string[];
  created: Date;
  updated: Date;
  merged: Date | null;
  closed: Date | null;
}

/** A pull request as it stands at the moment of the look. */
export interface Pull extends Omit<Row, "repository"> {
  repository: Repository;
  merge: Merge;
}

const columns = (sql: Sql) => sql`
  id::int AS id, repository, number, title, body, head, base, head_sha AS "headSha", base_sha AS "baseSha", state, draft,
  merge_sha AS "mergeSha", labels, reviewers, teams, created, updated, merged, closed`;

export interface NewPull {
  title: string;
  body: string | null;
  head: string;
  base: string;
  draft: boolean;
}

/** Undefined where one is open for the same branches. */
export async function createPull(
  sql: Sql,
  repository: Repository,
  { title, body, head, base, draft }: NewPull,
  at: { head: string; base: string },
): Promise<Pull | undefined> {
  const number = await nextNumber(sql, repository);
  const [row] = await sql<Row[]>`
    INSERT INTO sandbox.github_pull (repository, number, title, body, head, base, head_sha, base_sha, draft)
    VALUES (${repository.fullName}, ${number}, ${title}, ${body}, ${head}, ${base}, ${at.head}, ${at.base}, ${draft})
    ON CONFLICT DO NOTHING RETURNING ${columns(sql)}`;
  return row && pullOf(sql, row);
}

async function nextNumber(sql: Sql, { fullName }: Repository): Promise<number> {
  const [row] = await sql<{ last: number }[]>`
    INSERT INTO sandbox.github_pull_number AS known (repository, last) VALUES (${fullName}, 1)
    ON CONFLICT (repository) DO UPDATE SET last = known.last + 1 RETURNING last`;
  return row?.last ?? 1;
}

export async function findPull(sql: Sql, repository: Repository, number: string): Promise<Pull | undefined> {
  const [row] = await sql<Row[]>`
    SELECT ${columns(sql)} FROM sandbox.github_pull
    WHERE repository = ${repository.fullName} AND number::text = ${number}`;
  return row && pullOf(sql, row);
}

/** The pull requests that GitHub's lists already show, newest first. */
export async function listPulls(sql: Sql, repository: Repository, lagMs: number): Promise<Pull[]> {
  const rows = await sql<Row[]>`
    SELECT ${columns(sql)} FROM sandbox.github_pull
    WHERE repository = ${repository.fullName} AND created <= clock_timestamp() - ${lagMs} * interval '1 millisecond'
    ORDER BY id DESC LIMIT 200`;
  const pulls = await Promise.all(rows.map((row) => pullOf(sql, row)));
  return pulls.flatMap((pull) => pull ?? []);
}

/** Merges what has no conflicts, as a merge commit; anew where another merge came first. */
export async function mergePull(sql: Sql, pull: Pull): Promise<string | undefined> {
  const { repository, base, head, number, merge } = pull;
  if (pull.state !== "open" || merge.files === undefined) return undefined;
  const tree = await writeFiles(sql, repository, merge.files);
  const message = `Merge pull request #${number} from ${repository.owner}/${head}\n\n${pull.title}`;
  const parents = [pull.baseSha, pull.headSha];
  const at = new Date().toISOString();
  const sha = await writeObject(sql, repository, { kind: "commit", tree, parents, message, author: "kim", at });
  if (!(await advanceBranch(sql, repository, base, { from: pull.baseSha, to: sha }))) {
    const now = await findPull(sql, repository, String(number));
    return now && mergePull(sql, now);
  }
  await sql`
    UPDATE sandbox.github_pull SET state = 'closed', merged = clock_timestamp(), closed = clock_timestamp(),
      updated = clock_timestamp(), merge_sha = ${sha}, head_sha = ${pull.headSha}, base_sha = ${pull.baseSha}
    WHERE id = ${pull.id} AND state = 'open'`;
  return sha;
}

export async function changePull(
  sql: Sql,
  { id }: Pull,
  change: Partial<Pick<Row, "title" | "body" | "state" | "labels" | "reviewers" | "teams">>,
): Promise<void> {
  const { state, labels, reviewers, teams, ...texts } = change;
  const lists = Object.fromEntries(
    Object.entries({ labels, reviewers, teams }).flatMap(([name, list]) => (list ? [[name, sql.json(list)]] : [])),
  );
  const moved = state === undefined ? {} : { state, closed: state === "closed" ? new Date() : null };
  const changes = { ...texts, ...lists, ...moved, updated: new Date() };
  await sql`UPDATE sandbox.github_pull SET ${sql(changes)} WHERE id = ${id}`;
}

/** Whoever opens them is the one whose token it is. */
export const author = robot;

async function pullOf(sql: Sql, row: Row): Promise<Pull | undefined> {
  const [owner = "", name = ""] = row.repository.split("/");
  const repository = repositoryOf(owner, name);
  if (repository === undefined) return undefined;
  const open = row.state === "open";
  const headSha = (open && (await readBranch(sql, repository, row.head))) || row.headSha;
  const baseSha = (open && (await readBranch(sql, repository, row.base))) || row.baseSha;
  return { ...row, repository, headSha, baseSha, merge: await mergeOf(sql, repository, baseSha, headSha) };
}

/** Whether everything on one branch is on the other already. */
export async function isMerged(sql: Sql, repository: Repository, head: string, base: string): Promise<boolean> {
  return (await historyOf(sql, repository, base)).has(head);
}
