import { describe, expect, test } from "vitest";
import { jiraIssue, jiraIssuePayload, issueFields } from "./jira-issue.ts";

const ticket = { project: "DBA", issueType: "Task", summary: "Bootstrap" };
const takes = (more: object) => jiraIssue.config.safeParse({ ...ticket, ...more }).success;

describe("a document", () => {
  test("names fields as Jira does, and a list may be one whole expression", () => {
    expect(
      takes({
        labels: "${{ inputs.tags }}",
        components: ["API"],
        dueDate: "2027-01-31",
        fields: { customfield_10010: { value: "x" } },
      }),
    ).toBe(true);
    expect(takes({ labels: "database" })).toBe(false);
    expect(takes({ labels: "${{ a }} ${{ b }}" })).toBe(false);
    expect(takes({ dueDate: "tomorrow" })).toBe(false);
    expect(takes({ fields: { "Cost center": "x" } })).toBe(false);
  });

  test("says in words what a value should be", () => {
    const { error } = jiraIssue.config.safeParse({
      ...ticket,
      labels: "database",
      dueDate: "tomorrow",
      outputs: { host: { type: "string", from: "${{ x }}" } },
    });
    expect(error?.issues.map(({ message }) => message)).toEqual([
      "Give a list of labels, or one whole ${{ … }} expression.",
      "Give a date as 2027-01-31.",
      "No expressions here: this is read before there are any values.",
    ]);
  });

  test("declares its outputs; key and url are always there", () => {
    expect(
      Object.keys(jiraIssue.outputs({ ...ticket, outputs: { host: { type: "string", from: "customfield_10012" } } })),
    ).toEqual(["host", "key", "url"]);
    expect(jiraIssue.outputs(ticket)["key"]).toMatchObject({ schema: { type: "string" }, secret: false });
  });
});

describe("what Jira gets", () => {
  test("is its own description of an issue", () => {
    const payload = jiraIssuePayload.parse({
      ...ticket,
      summary: "Bootstrap\n orders ",
      description: { markdown: "**now**", values: [] },
      labels: ["a b", ""],
      priority: "High",
      components: ["API"],
      dueDate: null,
      assignee: "5b10",
      fields: { customfield_10010: { value: "x" } },
    });
    expect(issueFields(payload)).toEqual({
      project: { key: "DBA" },
      issuetype: { name: "Task" },
      summary: "Bootstrap orders",
      description: {
        version: 1,
        type: "doc",
        content: [{ type: "paragraph", content: [{ type: "text", text: "now", marks: [{ type: "strong" }] }] }],
      },
      labels: ["a-b"],
      priority: { name: "High" },
      components: [{ name: "API" }],
      assignee: { accountId: "5b10" },
      customfield_10010: { value: "x" },
    });
  });

  test("is refused at the gate when it can't be one", () => {
    expect(jiraIssuePayload.safeParse({ ...ticket, summary: " " }).success).toBe(false);
    expect(jiraIssuePayload.safeParse({ ...ticket, summary: "x".repeat(256) }).success).toBe(false);
    expect(jiraIssuePayload.safeParse({ ...ticket, colour: "red" }).success).toBe(false);
  });

  test("counts the usual refusals as won't do, unless the document has its own", () => {
    expect(jiraIssuePayload.parse(ticket).refused).toContain("Won't Do");
    expect(jiraIssuePayload.parse({ ...ticket, refused: [] }).refused).toEqual([]);
  });
});
