import type { Json } from "#lib/sandbox/json.ts";
import { json, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { route, type Route } from "#lib/sandbox/server/route.ts";
import { bodyOf, signedIn, type Jira } from "./context.ts";
import { issueBean, listed, type Chosen } from "./issue-routes.ts";
import { notReadable } from "./refuse.ts";
import { search, type Search } from "./search.ts";
import { fieldNames } from "./site-routes.ts";

const path = "/jira/rest/api/3/search/jql";

type Asked = Search & Chosen & { expand: string };

export function searchRoutes(jira: Jira): Route[] {
  return [
    route(
      "GET",
      path,
      signedIn((incoming) => answer(jira, incoming, fromQuery(incoming.query))),
    ),
    route(
      "POST",
      path,
      signedIn((incoming) => answer(jira, incoming, fromBody(incoming))),
    ),
  ];
}

async function answer(jira: Jira, incoming: Incoming, asked: Asked): Promise<Answer> {
  const page = await search(jira.sql, jira.lagMs, asked);
  // Without a list of fields Jira answers ids alone.
  const idsAlone = asked.fields.length === 0 || (asked.fields.length === 1 && asked.fields[0] === "id");
  const issues = await Promise.all(
    page.issues.map(async (issue) => (idsAlone ? { id: issue.id } : issueBean(jira, incoming, issue, asked))),
  );
  const next =
    page.nextPageToken === undefined ? { isLast: true } : { nextPageToken: page.nextPageToken, isLast: false };
  const names = asked.expand.split(",").includes("names") ? { names: fieldNames } : {};
  return json(200, { issues, ...next, ...names });
}

function fromQuery(query: URLSearchParams): Asked {
  return {
    jql: query.get("jql") ?? "",
    maxResults: pageSize(Number(query.get("maxResults") ?? 50)),
    nextPageToken: query.get("nextPageToken") ?? undefined,
    reconcile: listed(query.getAll("reconcileIssues"), []),
    fields: listed(query.getAll("fields"), []),
    properties: listed(query.getAll("properties"), []),
    expand: query.get("expand") ?? "",
  };
}

function fromBody(incoming: Incoming): Asked {
  const body = bodyOf(incoming);
  const { jql = "", maxResults = 50, nextPageToken, expand = "" } = body;
  if (typeof jql !== "string" || typeof expand !== "string") throw notReadable();
  if (nextPageToken !== undefined && nextPageToken !== null && typeof nextPageToken !== "string") throw notReadable();
  return {
    jql,
    maxResults: pageSize(Number(maxResults)),
    nextPageToken: nextPageToken ?? undefined,
    reconcile: texts(body["reconcileIssues"]),
    fields: texts(body["fields"]),
    properties: texts(body["properties"]),
    expand,
  };
}

function texts(given: Json | undefined): string[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw notReadable();
  return given.map(String);
}

function pageSize(asked: number): number {
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, 100) : 50;
}
