import type { Sql } from "postgres";
import { findIssue, indexedIssues, type Issue } from "./issue.ts";
import { JqlError, parseJql, type Clause } from "./jql.ts";
import { sortBy, testOf } from "./match.ts";
import { refuse } from "./refuse.ts";

export interface Search {
  jql: string;
  maxResults: number;
  nextPageToken: string | undefined;
  /** Ids of issues that are to be found even where the index does not hold them yet. */
  reconcile: readonly string[];
}

export interface Page {
  issues: Issue[];
  nextPageToken: string | undefined;
}

/** Jira's enhanced search: eventually consistent, paged by an opaque token, never without a restriction. */
export async function search(sql: Sql, lagMs: number, asked: Search): Promise<Page> {
  try {
    return await find(sql, lagMs, asked);
  } catch (error) {
    if (error instanceof JqlError) throw refuse(400, error.message);
    throw error;
  }
}

async function find(sql: Sql, lagMs: number, asked: Search): Promise<Page> {
  const query = parseJql(asked.jql);
  if (query.where === undefined)
    throw new JqlError("Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
  await refuseUnknownKeys(sql, query.where);
  const test = testOf(query.where, new Date());
  const matching = (await indexedIssues(sql, { lagMs, reconcile: asked.reconcile })).filter(test);
  const start = asked.nextPageToken === undefined ? 0 : offsetOf(asked.nextPageToken, asked.jql);
  const end = start + asked.maxResults;
  return {
    issues: sortBy(query.order, matching).slice(start, end),
    nextPageToken: end < matching.length ? tokenOf(end, asked.jql) : undefined,
  };
}

/** Jira knows which keys exist even before its index holds the issue. */
async function refuseUnknownKeys(sql: Sql, clause: Clause): Promise<void> {
  if (clause.kind === "not") return refuseUnknownKeys(sql, clause.of);
  if (clause.kind !== "test") {
    for (const each of clause.of) await refuseUnknownKeys(sql, each);
    return;
  }
  if (!["key", "issuekey", "issue", "id"].includes(clause.field.toLowerCase())) return;
  for (const value of clause.values) {
    if ((await findIssue(sql, value)) === undefined)
      throw new JqlError(`An issue with key '${value}' does not exist for field '${clause.field}'.`);
  }
}

function tokenOf(offset: number, jql: string): string {
  return Buffer.from(JSON.stringify([offset, jql])).toString("base64url");
}

function offsetOf(token: string, jql: string): number {
  try {
    const read: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    if (Array.isArray(read) && Number.isInteger(read[0]) && read[1] === jql) return Number(read[0]);
  } catch {
    // Not one of our tokens: refused below like one of another query.
  }
  throw new JqlError("The provided next page token is invalid or expired.");
}
