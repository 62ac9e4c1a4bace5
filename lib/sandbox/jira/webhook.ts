import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import type { Json, JsonObject } from "#lib/sandbox/json.ts";
import type { Incoming } from "#lib/sandbox/server/exchange.ts";
import type { Post } from "#lib/sandbox/webhook/post.ts";
import { fieldBeans, personBean } from "./bean.ts";
import { apiOf, type Jira } from "./context.ts";
import { documentText } from "./document.ts";
import { findIssue, type Issue } from "./issue.ts";
import { linksOf } from "./link.ts";
import { byName, customFields, resolutions, statuses, type Named, type Person } from "./site.ts";

/** Sends what Jira sends when an issue is opened or changed. */
export function createTeller(sql: Sql, post: Post): Pick<Jira, "opened" | "changed"> {
  const tell = async (incoming: Incoming, issue: Issue, by: Person, more: JsonObject) => {
    const links = await linksOf(sql, issue.id);
    post.send({
      from: "jira",
      signature: "x-hub-signature",
      headers: {
        "content-type": "application/json; charset=UTF-8",
        "user-agent": "Atlassian Webhook HTTP Client",
        "x-atlassian-webhook-identifier": randomUUID(),
        "x-atlassian-webhook-flow": "Primary",
      },
      payload: { timestamp: Date.now(), ...more, ...about(issue, links, by, apiOf(incoming)) },
    });
  };
  return {
    opened: (incoming, issue, by) =>
      tell(incoming, issue, by, { webhookEvent: "jira:issue_created", issue_event_type_name: "issue_created" }),
    changed: async (incoming, before, by) => {
      const issue = await findIssue(sql, before.id);
      const items = issue === undefined ? [] : changes(before, issue);
      if (issue === undefined || items.length === 0) return;
      const name = items.some(({ field }) => field === "status") ? "issue_generic" : "issue_updated";
      const changelog = { id: String(Date.now()), items };
      await tell(incoming, issue, by, { webhookEvent: "jira:issue_updated", issue_event_type_name: name, changelog });
    },
  };
}

function about(issue: Issue, links: Parameters<typeof fieldBeans>[2], by: Person, api: string): JsonObject {
  const { comment: _, description, ...fields } = fieldBeans(issue, [], links, api);
  // Webhooks speak the second version of the API, where a description is text.
  const text = documentText(description ?? null) || null;
  return {
    user: personBean(by, api),
    issue: { id: issue.id, self: `${api}/issue/${issue.id}`, key: issue.key, fields: { ...fields, description: text } },
  };
}

function changes(before: Issue, now: Issue): JsonObject[] {
  const named = (field: string, all: readonly Named[], from: string | null, to: string | null) =>
    item(field, "jira", [idOf(all, from), from], [idOf(all, to), to]);
  const custom = customFields.flatMap(({ id, name }) => {
    const [from, to] = [written(before.fields.custom[id]), written(now.fields.custom[id])];
    return item(name, "custom", [null, from], [null, to], id);
  });
  return [
    ...named("status", statuses, before.status, now.status),
    ...named("resolution", resolutions, before.resolution, now.resolution),
    ...custom,
  ];
}

type Side = readonly [id: string | null, name: string | null];

function item(field: string, fieldtype: string, from: Side, to: Side, fieldId = field): JsonObject[] {
  if (from[1] === to[1]) return [];
  return [{ field, fieldtype, fieldId, from: from[0], fromString: from[1], to: to[0], toString: to[1] }];
}

const idOf = (all: readonly Named[], name: string | null) => (name === null ? null : (byName(all, name)?.id ?? null));
const written = (value: Json | undefined) => (typeof value === "string" ? value : null);
