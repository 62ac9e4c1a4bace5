import { createIssue, getIssue, searchAndReconsileIssuesUsingJql } from "jira.js/cloud";
import { issueFields, jiraIssuePayload, type JiraIssuePayload } from "#lib/core/adapter/jira-issue.ts";
import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { Adapter, AttemptContext, Finding, Progress, Stopping } from "../adapter.ts";
import { effectLabel } from "../effect-label.ts";
import { harmful, harmless } from "../failure.ts";
import { clientOf, jiraAt, jiraFailure } from "./client.ts";
import { fieldsToRead, progressOf, type ReadIssue, referenceTo } from "./issue.ts";
import { linked, withLinks } from "./link.ts";
import { probeIssue } from "./probe.ts";
import { tellEnd } from "./tell-end.ts";

/** The entity property that holds the effect key. Jira finds none that is not indexed: a label leads to the issue, this proves that it is ours. */
const property = "pao";

/** An issue in Jira: opened, and followed until it is done or closed as won't do. */
export const jiraIssue: Adapter = { find, start, check, cancel, probe: probeIssue };

async function start(context: AttemptContext): Promise<Progress> {
  const { baseUrl } = jiraAt(context.connection);
  const client = clientOf(context);
  const fields = fieldsOf(context);
  const properties = [
    { key: property, value: { effect: context.effectKey, request: context.request, step: context.step } },
  ];
  await context.aboutToMake();
  try {
    const { id, key } = await createIssue(client, { fields, properties });
    context.log(`Jira opened ${key}.`);
    return {
      state: "waiting",
      reference: await linked(context, client, referenceTo(baseUrl, { id, key })),
      note: `Jira ${key} opened`,
      checkAfterSeconds: 2,
    };
  } catch (error) {
    throw harmful(jiraFailure(error, context.connection));
  }
}

async function find(context: AttemptContext): Promise<Finding> {
  const payload = jiraIssuePayload.parse(context.payload);
  const jql = `labels = "${effectLabel(context.effectKey)}" ORDER BY created ASC`;
  try {
    const found = await searchAndReconsileIssuesUsingJql(clientOf(context), {
      jql,
      fields: fieldsToRead(payload),
      properties: [property],
      maxResults: 10,
    });
    const issues = (found.issues ?? []).filter((issue) => isOurs(issue, context.effectKey));
    const [issue] = issues.flatMap((one) => readIssue(one) ?? []);
    if (!issue) return { found: null };
    context.log(`Found ${issue.key}, which an earlier attempt opened.`);
    return { found: progressOf(issue, payload, jiraAt(context.connection).baseUrl) };
  } catch (error) {
    return { unknown: jiraFailure(error, context.connection).problem };
  }
}

async function check(
  context: AttemptContext,
  reference: { id: string; data?: Record<string, string> },
): Promise<Progress> {
  const payload = jiraIssuePayload.parse(context.payload);
  const client = clientOf(context);
  // By its number: the key changes when the issue moves to another project.
  const issueIdOrKey = encodeURIComponent(reference.data?.["issue"] ?? reference.id);
  const read = await getIssue(client, { issueIdOrKey, fields: fieldsToRead(payload) }).catch((error: unknown) => {
    throw harmless(jiraFailure(error, context.connection));
  });
  const issue = readIssue(read);
  if (!issue) throw harmless(jiraFailure(new TypeError("The answer is no issue."), context.connection));
  const progress = progressOf(issue, payload, jiraAt(context.connection).baseUrl);
  const before = reference.data?.["status"];
  const now = progress.reference?.data?.["status"];
  if (now !== before) context.log(`${issue.key} is ${now}.`);
  if (progress.state !== "waiting") return progress;
  const links = reference.data?.["linked"];
  const known = links === undefined ? progress.reference : withLinks(progress.reference, links);
  return { ...progress, reference: await linked(context, client, known) };
}

async function cancel(context: AttemptContext, reference: Reference): Promise<Stopping> {
  const progress = await check(context, reference);
  return progress.state === "waiting" ? tellEnd(context, progress.reference) : progress;
}

/** A property that says otherwise wins over the label: labels can be copied with an issue. */
function isOurs(issue: object, effectKey: string): boolean {
  const properties: unknown = "properties" in issue ? issue.properties : undefined;
  const value = isJsonObject(properties) ? properties[property] : undefined;
  return !isJsonObject(value) || value["effect"] === effectKey;
}

function readIssue(read: { id?: string | undefined; key?: string | undefined; fields?: unknown }): ReadIssue | null {
  if (!read.id || !read.key) return null;
  return { id: read.id, key: read.key, fields: isJsonObject(read.fields) ? read.fields : {} };
}

function fieldsOf(context: AttemptContext): JsonObject {
  const payload: JiraIssuePayload = jiraIssuePayload.parse(context.payload);
  const { labels = [], ...fields } = issueFields({ ...payload });
  return {
    ...fields,
    labels: [...(Array.isArray(labels) ? labels : []), effectLabel(context.effectKey)],
    description: withLink(fields["description"], context),
  };
}

/** The way back from the issue to PAO, at the end of its description. */
function withLink(description: unknown, { request, requestUrl, title }: AttemptContext): JsonObject {
  const content = isJsonObject(description) && Array.isArray(description["content"]) ? description["content"] : [];
  const link = { type: "text", text: request, marks: [{ type: "link", attrs: { href: requestUrl } }] };
  const paragraph = { type: "paragraph", content: [link, { type: "text", text: ` in PAO: ${title}` }] };
  return {
    version: 1,
    type: "doc",
    content: [...content, ...(content.length > 0 ? [{ type: "rule" }] : []), paragraph],
  };
}
