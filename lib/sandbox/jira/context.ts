import { timingSafeEqual } from "node:crypto";
import type { Sql } from "postgres";
import { bodyObject, type Incoming } from "#lib/sandbox/server/exchange.ts";
import type { Handle } from "#lib/sandbox/server/route.ts";
import type { JsonObject } from "#lib/sandbox/json.ts";
import { findIssue, type Issue } from "./issue.ts";
import { noSuchIssue, notReadable, refuse } from "./refuse.ts";
import type { Person } from "./site.ts";

export interface Jira {
  sql: Sql;
  /** How late new issues show up in search. */
  lagMs: number;
  /** Told of every issue that was opened, and of every one that was changed, as it was before. */
  opened(incoming: Incoming, issue: Issue, by: Person): Promise<void>;
  changed(incoming: Incoming, before: Issue, by: Person): Promise<void>;
}

const expected = Buffer.from(`Basic ${Buffer.from("pao@sandbox.example:sandbox").toString("base64")}`);

/** Lets a request through when it brings the sandbox's user and token. */
export function signedIn(handle: Handle): Handle {
  return (incoming) => {
    const given = Buffer.from(incoming.headers.authorization ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw refuse(401, "Client must be authenticated to access this resource.");
    return handle(incoming);
  };
}

export function apiOf(incoming: Incoming): string {
  return `${incoming.origin}/jira/rest/api/3`;
}

export function bodyOf(incoming: Incoming): JsonObject {
  const body = bodyObject(incoming);
  if (body === undefined) throw notReadable();
  return body;
}

export async function issueOf(jira: Jira, keyOrId: string | undefined): Promise<Issue> {
  const issue = await findIssue(jira.sql, keyOrId ?? "");
  if (issue === undefined) throw noSuchIssue();
  return issue;
}
