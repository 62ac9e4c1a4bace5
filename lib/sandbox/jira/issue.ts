import type { Sql } from "postgres";
import type { Json, JsonObject } from "#lib/sandbox/json.ts";
import { done, toDo } from "./site.ts";

/** What a person can set on an issue: names of things, not their beans. */
export interface IssueFields {
  summary: string;
  issueType: string;
  description: Json;
  labels: string[];
  priority: string;
  components: string[];
  dueDate: string | null;
  assignee: string | null;
  custom: JsonObject;
}

export interface Issue {
  id: string;
  key: string;
  project: string;
  number: number;
  fields: IssueFields;
  properties: JsonObject;
  status: string;
  resolution: string | null;
  created: Date;
  updated: Date;
  resolved: Date | null;
}

export interface Comment {
  id: string;
  author: string;
  body: Json;
  created: Date;
}

export async function createIssue(
  sql: Sql,
  project: string,
  fields: IssueFields,
  properties: JsonObject,
): Promise<Issue> {
  return sql.begin(async (transaction) => {
    const [counter] = await transaction<{ last: number }[]>`
      INSERT INTO sandbox.issue_number AS n (project, last) VALUES (${project}, 1)
      ON CONFLICT (project) DO UPDATE SET last = n.last + 1 RETURNING last`;
    const [issue] = await transaction<Issue[]>`
      INSERT INTO sandbox.issue (project, number, fields, properties, status)
      VALUES (${project}, ${counter?.last ?? 1}, ${transaction.json({ ...fields })}, ${transaction.json(properties)}, ${toDo.name})
      RETURNING *, project || '-' || number AS key`;
    if (issue === undefined) throw new Error("the issue was not stored");
    return issue;
  });
}

/** By key (`DBA-7`, in any case) or by id. */
export async function findIssue(sql: Sql, keyOrId: string): Promise<Issue | undefined> {
  const [issue] = await sql<Issue[]>`
    SELECT *, project || '-' || number AS key FROM sandbox.issue
    WHERE project || '-' || number = ${keyOrId.toUpperCase()} OR id::text = ${keyOrId}`;
  return issue;
}

export interface Visible {
  /** Issues younger than this are not yet in the index. */
  lagMs: number;
  /** Issues that the caller wants to see however young they are. */
  reconcile: readonly string[];
}

/** The issues that Jira's index already holds, oldest first. */
export async function indexedIssues(sql: Sql, visible: Visible): Promise<Issue[]> {
  return sql<Issue[]>`
    SELECT *, project || '-' || number AS key FROM sandbox.issue
    WHERE created <= clock_timestamp() - ${visible.lagMs} * interval '1 millisecond' OR id::text = ANY(${[...visible.reconcile]})
    ORDER BY id`;
}

export async function projectIssues(sql: Sql, project: string): Promise<Issue[]> {
  return sql<Issue[]>`
    SELECT *, project || '-' || number AS key FROM sandbox.issue WHERE project = ${project} ORDER BY number DESC LIMIT 200`;
}

export async function setProperty(sql: Sql, id: string, key: string, value: Json): Promise<void> {
  await sql`UPDATE sandbox.issue SET properties = properties || ${sql.json({ [key]: value })}, updated = clock_timestamp() WHERE id = ${id}`;
}

export async function setCustomFields(sql: Sql, id: string, custom: JsonObject): Promise<void> {
  await sql`
    UPDATE sandbox.issue SET updated = clock_timestamp(),
      fields = jsonb_set(fields, '{custom}', (fields->'custom') || ${sql.json(custom)})
    WHERE id = ${id}`;
}

export async function moveIssue(sql: Sql, id: string, status: string, resolution: string | null): Promise<void> {
  const closed = status === done.name;
  await sql`
    UPDATE sandbox.issue SET status = ${status}, resolution = ${closed ? resolution : null}, updated = clock_timestamp(),
      resolved = ${closed ? sql`clock_timestamp()` : null}
    WHERE id = ${id}`;
}

export async function addComment(sql: Sql, issue: string, author: string, body: Json): Promise<Comment> {
  const [comment] = await sql<Comment[]>`
    INSERT INTO sandbox.comment (issue, author, body) VALUES (${issue}, ${author}, ${sql.json(body)}) RETURNING *`;
  if (comment === undefined) throw new Error("the comment was not stored");
  return comment;
}

export async function commentsOf(sql: Sql, issue: string): Promise<Comment[]> {
  return sql<Comment[]>`SELECT id, author, body, created FROM sandbox.comment WHERE issue = ${issue} ORDER BY id`;
}
