import { describe, expect, test } from "vitest";
import type { Issue } from "./issue.ts";
import { JqlError, parseJql } from "./jql.ts";
import { sortBy, testOf } from "./match.ts";

const now = new Date("2026-11-21T12:00:00Z");

const issue: Issue = {
  id: "10001",
  key: "DBA-1",
  project: "DBA",
  number: 1,
  fields: {
    summary: "Restore orders-db",
    issueType: "Task",
    description: {
      type: "doc",
      version: 1,
      content: [{ type: "paragraph", content: [{ type: "text", text: "Before noon" }] }],
    },
    labels: ["pao-1", "urgent"],
    priority: "High",
    components: ["Backups"],
    dueDate: null,
    assignee: null,
    custom: { customfield_10011: "prod", customfield_10012: "db-7" },
  },
  properties: { pao: { effect: "one", n: 3 } },
  status: "In Progress",
  resolution: null,
  created: new Date("2026-11-21T11:00:00Z"),
  updated: now,
  resolved: null,
};

function matches(jql: string): boolean {
  const { where } = parseJql(jql);
  if (where === undefined) throw new Error("no restriction");
  return testOf(where, now)(issue);
}

test.each([
  "project = DBA",
  'project = "Data platform"',
  'labels = "pao-1"',
  "labels in (x, urgent)",
  "key = dba-1",
  'status = "in progress" and statusCategory = indeterminate',
  "resolution = Unresolved",
  "duedate is EMPTY and assignee is null",
  "summary ~ restore",
  'text ~ "noon"',
  "created >= -2h and created < -30m",
  'created >= "2026-11-21 10:59"',
  "Environment = prod",
  "cf[10012] ~ db-7",
  "issue.property[pao].effect = one",
  "issue.property[pao].n in (3, 4)",
  "not status = Done",
])("an issue answers %s", (jql) => {
  expect(matches(jql)).toBe(true);
});

test.each([
  "project = CMP",
  "labels = pao",
  "labels != urgent",
  "duedate != 2026-01-01",
  "created < -2h",
  "issue.property[pao].none = one",
])("an issue does not answer %s", (jql) => {
  expect(matches(jql)).toBe(false);
});

describe("Jira's own refusals", () => {
  test.each([
    ["project = NONE", "The value 'NONE' does not exist for the field 'project'."],
    ["colour = red", "Field 'colour' does not exist or you do not have permission to view it."],
    ["summary = x", "The operator '=' is not supported by the 'summary' field."],
    ["labels ~ x", "The operator '~' is not supported by the 'labels' field."],
  ])("%s", (jql, message) => {
    expect(() => matches(jql)).toThrow(message);
  });

  test("a date that is none", () => {
    expect(() => matches("created > yesterday")).toThrow(JqlError);
  });
});

test("issues are ordered by number, not by text, and the newest come first by default", () => {
  const ten = { ...issue, id: "10010", key: "DBA-10", number: 10 };
  const two = { ...issue, id: "10002", key: "DBA-2", number: 2 };
  const keys = (jql: string) => sortBy(parseJql(jql).order, [ten, two]).map((each) => each.key);
  expect(keys("project = DBA order by key")).toEqual(["DBA-2", "DBA-10"]);
  expect(keys("project = DBA")).toEqual(["DBA-10", "DBA-2"]);
});
