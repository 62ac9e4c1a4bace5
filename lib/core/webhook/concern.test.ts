import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { isSender, senders } from "./concern.ts";

const { jira, github } = senders;

test("a Jira delivery is about its issue, by the number that stays when the issue moves", () => {
  expect(jira.concern({ webhookEvent: "jira:issue_updated", issue: { id: "10042", key: "DBA-7" } })).toEqual({
    kind: "issue",
    ids: ["10042", "DBA-7"],
  });
});

test("a GitHub delivery is about a run, whether the run or one of its jobs has moved", () => {
  const run = { kind: "run", ids: ["30433642"] };
  expect(github.concern({ action: "completed", workflow_run: { id: 30433642 } })).toEqual(run);
  expect(github.concern({ action: "in_progress", workflow_job: { id: 1, run_id: 30433642 } })).toEqual(run);
});

test("a GitHub delivery is about a pull request of its repository", () => {
  const repository = { full_name: "acme/dns" };
  const about = { kind: "pull_request", ids: ["17", "acme/dns#17"], repository: "acme/dns" };
  expect(github.concern({ action: "closed", pull_request: { number: 17 }, repository })).toEqual(about);
  expect(github.concern({ action: "closed", pull_request: { number: 17 } })).toBeNull();
});

test.each<JsonObject>([
  { zen: "Design for failure.", hook: {} },
  { action: "created", issue: { number: 3 } },
  { workflow_run: { id: null } },
  { workflow_run: { id: -1 } },
  { workflow_run: { id: "1\u0000" } },
  { workflow_job: {} },
  {},
])("GitHub's %j is about nothing of ours", (payload) => {
  expect(github.concern(payload)).toBeNull();
});

test("whatever a delivery holds, it is about a thing with ids that can be stored, or about nothing", () => {
  const part = fc.oneof(fc.jsonValue(), fc.record({ id: fc.jsonValue(), key: fc.jsonValue(), run_id: fc.jsonValue() }));
  const names = fc.constantFrom("issue", "workflow_run", "workflow_job", "pull_request", "repository");
  fc.assert(
    fc.property(fc.dictionary(names, part), (drawn) => {
      const payload = JSON.parse(JSON.stringify(drawn)) as JsonObject;
      return [jira.concern(payload), github.concern(payload)].every(
        (concern) =>
          concern === null || (concern.ids.length > 0 && concern.ids.every((id) => /^[\x21-\x7e]+$/.test(id))),
      );
    }),
  );
});

test("HTTP endpoints send no webhooks", () => {
  expect(["jira", "github", "http", "toString"].filter(isSender)).toEqual(["jira", "github"]);
});
