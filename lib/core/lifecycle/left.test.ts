import { expect, test } from "vitest";
import { leftOutside, leftText, type LeavingStep } from "./left.ts";

const step = (more: Partial<LeavingStep>): LeavingStep => ({
  id: "cluster",
  title: "Cluster",
  uses: "http",
  state: "completed",
  reference: null,
  sent: false,
  ...more,
});
const left = (more: Partial<LeavingStep>) => leftOutside([step(more)]).map(leftText);

test("what was made is named with its place", () => {
  const reference = { kind: "issue", id: "DBA-1", url: "https://jira.example/browse/DBA-1" };
  expect(left({ reference, state: "waiting" })).toEqual(["Cluster: DBA-1 (https://jira.example/browse/DBA-1)"]);
  expect(left({ sent: true })).toEqual(["Cluster"]);
});

test.each(["processing", "waiting", "uncertain", "failed"] as const)(
  "what was sent and has no reference may exist while its step is %s",
  (state) => expect(left({ state, sent: true })).toEqual(["Cluster: may exist"]),
);

test("a step at work may have made something before anybody wrote it down", () => {
  expect(left({ state: "processing" })).toEqual(["Cluster: may exist"]);
});

test("a manual task and a step that sent nothing leave nothing", () => {
  const reference = { kind: "task", id: "1" };
  expect(left({ uses: "manual", state: "waiting", reference })).toEqual([]);
  expect(left({ uses: "jira-issue", state: "pending", plan: { escalated: { left: { reference } } } })).toEqual([]);
  expect(left({ state: "failed" })).toEqual([]);
  expect(left({ state: "pending" })).toEqual([]);
});

test("what was removed is not left, and what is still being removed may be", () => {
  const plan = { removal: { plans: [] } };
  const reference = { kind: "workspace", id: "r/database" };
  expect(left({ plan, reference, sent: true })).toEqual([]);
  expect(left({ plan, reference, sent: true, state: "failed" })).toEqual(["Cluster: r/database"]);
});
