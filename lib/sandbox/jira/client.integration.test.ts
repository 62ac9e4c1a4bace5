import { createCloudClient } from "jira.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSandbox, type TestSandbox } from "#tests/contracts/sandbox.ts";
import { plainDocument } from "./document.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

test("jira.js takes every answer of the stand-in without a mismatch", async () => {
  const jira = createCloudClient({
    host: `${sandbox.url}/jira`,
    auth: { type: "basic", email: "pao@sandbox.example", apiToken: "sandbox" },
    onSchemaMismatch: "throw",
  });
  const fields = { project: { key: "DBA" }, issuetype: { name: "Task" }, labels: ["pao-1"] };
  const first = await jira.issues.createIssue({ fields: { ...fields, summary: "First" } });
  const second = await jira.issues.createIssue({ fields: { ...fields, summary: "Second" } });
  const issueIdOrKey = String(first.key);
  const link = {
    type: { name: "Blocks" },
    inwardIssue: { key: issueIdOrKey },
    outwardIssue: { key: String(second.key) },
  };
  await jira.issueLinks.linkIssues(link);
  await jira.issueProperties.setIssueProperty({ issueIdOrKey, propertyKey: "pao", body: { effect: "e" } });
  await jira.issueProperties.getIssueProperty({ issueIdOrKey, propertyKey: "pao" });
  await jira.issueComments.addComment({ issueIdOrKey, body: plainDocument("On it") });
  await jira.issues.getTransitions({ issueIdOrKey, expand: "transitions.fields" });
  await jira.issues.doTransition({
    issueIdOrKey,
    transition: { id: "31" },
    fields: { resolution: { name: "Duplicate" } },
  });
  expect(await jira.issues.getIssue({ issueIdOrKey, fields: ["*all"], properties: ["pao"] })).toMatchObject({
    properties: { pao: { effect: "e" } },
    fields: { resolution: { name: "Duplicate" } },
  });
  const found = await jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({ jql: "labels = pao-1", fields: ["key"] });
  expect(found.issues).toHaveLength(2);
  expect(await jira.projects.getProject({ projectIdOrKey: "DBA" })).toMatchObject({ name: "Data platform" });
  expect(await jira.projects.searchProjects()).toMatchObject({ total: 5 });
  await jira.issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: "DBA" });
  await jira.issuePriorities.searchPriorities();
  await jira.issueFields.getFields();
  await jira.myself.getCurrentUser();
  expect(await jira.serverInfo.getServerInfo()).toMatchObject({ deploymentType: "Cloud" });
});
