import { z } from "zod";
import type { JsonObject } from "#lib/core/json.ts";
import { toAdf } from "./adf.ts";
import { declaredOutputs, outputsOf } from "./declared.ts";
import type { AdapterDefinition } from "./definition.ts";
import { markdownText, readMarkdown } from "./markdown-text.ts";
import { brief, member, pretty, shownText, shownTexts } from "./shown.ts";
import { filled, orExpression, orText, plain, withoutNulls } from "./texts.ts";

/** Resolutions that mean nobody will do it; every Jira has its own list, these are the usual ones. */
export const refusals = ["Won't Do", "Won't Fix", "Declined", "Duplicate", "Cannot Reproduce"];

const customField = z
  .string()
  .regex(/^customfield_\d+$/, "A custom field is named customfield_10010, as in Jira's own API.");
const outputs = declaredOutputs(plain(120).describe("A field of the issue: customfield_10012, summary, assignee …"));
const dueDate = z.iso.date();

const config = z.strictObject({
  project: filled(200).describe("Key of the Jira project: DBA."),
  issueType: filled(200).describe("Task, Service Request …"),
  summary: filled(1_000).describe("One line; Jira takes 255 characters of it."),
  description: z.exactOptional(filled(10_000)).describe("Markdown."),
  labels: z
    .exactOptional(orExpression(z.array(filled(255)), "a list of labels"))
    .describe("Blanks in a label become dashes. PAO adds one of its own."),
  priority: z.exactOptional(filled(200)).describe("Name of a priority: High."),
  components: z
    .exactOptional(orExpression(z.array(filled(255)), "a list of component names"))
    .describe("Names of components of the project."),
  dueDate: z.exactOptional(orText(dueDate, "a date as 2027-01-31")).describe("A date: 2027-01-31."),
  assignee: z.exactOptional(filled(200)).describe("Account id of a Jira user."),
  fields: z.exactOptional(z.record(customField, z.json())).describe("Custom fields: { customfield_10010: value }."),
  outputs: z.exactOptional(outputs).describe("Besides key and url, which are always there."),
  done: z
    .exactOptional(z.array(plain(120)).min(1))
    .describe("Statuses that count as done; every status of Jira's category Done when left out."),
  refused: z
    .exactOptional(z.array(plain(120)))
    .describe(`Resolutions that mean it will not be done; left out: ${refusals.join(", ")}.`),
});

// Jira allows no line break in a summary and no blank in a label; an answer may hold either.
const oneLine = z.string().transform((text) => text.replace(/\s+/g, " ").trim());
const label = oneLine.transform((text) => text.replaceAll(" ", "-"));
const nonEmpty = (texts: readonly string[]) => texts.filter((text) => text !== "");

const payload = z.strictObject({
  project: z.string().min(1),
  issueType: z.string().min(1),
  summary: oneLine.pipe(
    z.string().min(1, "The summary may not be empty.").max(255, "Jira takes at most 255 characters."),
  ),
  description: z.exactOptional(markdownText),
  labels: z.exactOptional(z.array(label).transform(nonEmpty)),
  priority: z.exactOptional(z.string().min(1)),
  components: z.exactOptional(z.array(oneLine).transform(nonEmpty)),
  dueDate: z.exactOptional(dueDate),
  assignee: z.exactOptional(z.string().min(1)),
  fields: z.exactOptional(z.record(customField, z.json())),
  outputs: z.exactOptional(outputs),
  done: z.exactOptional(z.array(z.string())),
  refused: z.array(z.string()).default(refusals),
});

export type JiraIssuePayload = z.infer<typeof payload>;

/** `with`, rendered: what an expression left empty counts as left out. */
export const jiraIssuePayload = z.preprocess(withoutNulls, payload);

/** The `fields` of Jira's "create issue", v3. Total, so that a preview with ‹…› in it can be made as well. */
export function issueFields(shown: JsonObject): JsonObject {
  const text = (name: string) => shownText(shown[name]);
  const components = shownTexts(shown["components"]).map((name) => ({ name }));
  const labels = shownTexts(shown["labels"]);
  return {
    project: { key: text("project") },
    issuetype: { name: text("issueType") },
    summary: text("summary"),
    ...(shown["description"] ? { description: toAdf(readMarkdown(shown["description"])) } : {}),
    ...(labels.length > 0 ? { labels } : {}),
    ...(text("priority") ? { priority: { name: text("priority") } } : {}),
    ...(components.length > 0 ? { components } : {}),
    ...(text("dueDate") ? { duedate: text("dueDate") } : {}),
    ...(text("assignee") ? { assignee: { accountId: text("assignee") } } : {}),
    ...member(shown, "fields"),
  };
}

/** The same of a preview: what will be sent; with ‹…› in it the payload may not fit yet. */
export function shownIssue(shown: JsonObject): JsonObject {
  const parsed = jiraIssuePayload.safeParse(shown);
  return issueFields(parsed.success ? parsed.data : shown);
}

export const jiraIssue: AdapterDefinition = {
  kind: "jira-issue",
  title: "Jira",
  icon: "ticket",
  built: true,
  level: "ticket",
  connection: "jira",
  config,
  payload: jiraIssuePayload,
  secretsAllowedAt: () => false,
  markdownAt: (pointer) => pointer === "/description",
  outputs: (given) => ({
    ...outputsOf(given),
    key: { schema: { type: "string" }, title: "Issue key", secret: false },
    url: { schema: { type: "string" }, title: "Issue", secret: false },
  }),
  sentence: (shown) =>
    `Opens a ${shownText(shown["issueType"], "issue")} in Jira project ${shownText(shown["project"])}: “${brief(shownText(shown["summary"]))}”, and waits until it is done.`,
  preview: (shown) => ({
    title: "POST /rest/api/3/issue",
    language: "json",
    text: pretty({ fields: shownIssue(shown) }),
  }),
  examples: [
    {
      title: "A task for the team that does it by hand",
      with: {
        project: "DBA",
        issueType: "Task",
        summary: "Bootstrap ${{ inputs.name }}",
        description:
          "Create the roles for **${{ inputs.name }}** in ${{ request.environment }}.\n\n- size: ${{ inputs.size }}",
        labels: ["database", "${{ request.environment }}"],
      },
    },
    {
      title: "A ticket whose answer a later step reads",
      with: {
        project: "NET",
        issueType: "Service Request",
        summary: "Host name for ${{ request.project }}",
        priority: "Medium",
        fields: { customfield_10010: "${{ inputs.costCenter }}" },
        outputs: { host: { type: "string", title: "Host name", from: "customfield_10012" } },
      },
    },
  ],
  traces: (payload, { label }) =>
    `an issue with the label ${label} in Jira project ${shownText(payload["project"])} (labels = "${label}")`,
  stoppable: true,
  settlingSeconds: 180,
};
