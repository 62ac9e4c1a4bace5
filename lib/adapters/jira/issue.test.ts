import { expect, test } from "vitest";
import { jiraIssuePayload, type JiraIssuePayload } from "#lib/core/adapter/jira-issue.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { fieldsToRead, progressOf } from "./issue.ts";

const base = "https://acme.atlassian.net";

function payload(more: JsonObject = {}): JiraIssuePayload {
  return jiraIssuePayload.parse({ project: "DBA", issueType: "Task", summary: "x", ...more }) as JiraIssuePayload;
}

function look(fields: JsonObject, more: JsonObject = {}) {
  return progressOf({ id: "10001", key: "DBA-7", fields }, payload(more), base);
}

const status = (name: string, category: string) => ({ status: { name, statusCategory: { key: category } } });
const done = status("Done", "done");

test("an issue that is under way is waited for, and says where it stands", () => {
  const reference = {
    kind: "issue",
    id: "DBA-7",
    url: `${base}/browse/DBA-7`,
    data: { issue: "10001", status: "Doing" },
  };
  expect(look(status("Doing", "indeterminate"))).toMatchObject({ state: "waiting", reference, note: "DBA-7 is Doing" });
});

test("done means Jira's category, or the statuses the author names", () => {
  expect(look(done)).toMatchObject({ state: "completed", outputs: { key: "DBA-7", url: `${base}/browse/DBA-7` } });
  expect(look(done, { done: ["Delivered"] }).state).toBe("waiting");
  expect(look(status("Delivered", "indeterminate"), { done: ["Delivered"] }).state).toBe("completed");
});

test("closed with a resolution that refuses is failed, and a retry may open a new one", () => {
  const refused = { ...done, resolution: { name: "won't do" } };
  expect(look(refused)).toMatchObject({ state: "failed", ended: true, problem: { code: "jira_wont_do" } });
  expect(look(refused, { refused: [] }).state).toBe("completed");
  expect(look({ ...done, resolution: { name: "Fixed" } }).state).toBe("completed");
});

test("outputs are read without Jira's wrapping, in the type they are declared with", () => {
  const outputs = {
    zone: { type: "string", from: "customfield_1" },
    port: { type: "integer", from: "customfield_2" },
    who: { type: "string", from: "assignee" },
    parts: { type: "array", from: "components" },
    notes: { type: "string", from: "customfield_3" },
    cost: { type: "string", from: "customfield_4" },
  };
  const text = (words: string) => ({ type: "paragraph", content: [{ type: "text", text: words }] });
  const fields = {
    ...done,
    customfield_1: { self: "…", value: "zone-a", id: "1" },
    customfield_2: "5432",
    assignee: { accountId: "a", displayName: "Kim" },
    components: [{ name: "db" }, { name: "net" }],
    customfield_3: { type: "doc", version: 1, content: [text("one"), text("two")] },
    customfield_4: 12.5,
  };
  const values = { zone: "zone-a", port: 5432, who: "Kim", parts: ["db", "net"], notes: "one\ntwo", cost: "12.5" };
  expect(look(fields, { outputs })).toMatchObject({ state: "completed", outputs: values });
  expect(fieldsToRead(payload({ outputs }))).toEqual([
    "status",
    "resolution",
    "customfield_1",
    "customfield_2",
    "assignee",
    "components",
    "customfield_3",
    "customfield_4",
  ]);
});

test("a field that was left empty is named, with what to do", () => {
  const outputs = { host: { type: "string", title: "Host name", from: "customfield_1" } };
  expect(look({ ...done, customfield_1: null }, { outputs })).toMatchObject({
    state: "failed",
    ended: false,
    problem: {
      sentence: "DBA-7 was closed without Host name.",
      remedy: "Fill it in in DBA-7, then retry: PAO reads it again.",
    },
  });
});
