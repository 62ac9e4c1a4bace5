import { expect, test } from "vitest";
import type { StepState } from "#lib/core/lifecycle/states.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";
import { blockersOf, needsNow, replacedSteps, type EscalatingStep } from "./replaced.ts";

const step = (id: string, state: StepState, needs: string[], more: Partial<PlannedStep> = {}): EscalatingStep => ({
  id,
  state,
  blocking: true,
  plan: {
    id,
    title: id.toUpperCase(),
    uses: "http",
    needs,
    blocking: true,
    payload: { value: {}, holes: [] },
    outputs: {},
    sentence: "",
    ...more,
  },
});

const escalated = (atOnce: boolean): Partial<PlannedStep> => ({
  uses: "jira-issue",
  escalated: { of: step("x", "failed", []).plan, team: "t", atOnce, left: null },
});

test("what is built on the failed step becomes tickets, and what goes on beside it does not", () => {
  const steps = [
    step("a", "completed", []),
    step("b", "failed", ["a"]),
    step("c", "pending", ["b"]),
    step("beside", "pending", ["a"]),
    step("person", "pending", ["c"], { uses: "manual" }),
    step("d", "pending", ["person"]),
    step("not", "pending", ["b"], { condition: { expression: "false", known: false } }),
  ];
  expect(replacedSteps(steps, "b")).toEqual([
    { id: "b", atOnce: true },
    { id: "c", atOnce: true },
    // What people do before it is not done, and has no ticket of its own yet.
    { id: "d", atOnce: false },
  ]);
});

test("a ticket whose need is decided later is opened then", () => {
  const steps = [
    step("b", "failed", []),
    step("c", "pending", ["b"], { condition: { expression: "steps.b.outputs.x" } }),
  ];
  expect(replacedSteps(steps, "b")).toEqual([
    { id: "b", atOnce: true },
    { id: "c", atOnce: false },
  ]);
});

test("what needs a ticket that was opened at once waits for what that stands behind as well", () => {
  const steps = [
    step("b", "waiting", ["a"], escalated(true)),
    step("c", "completed", ["b"], escalated(true)),
    step("d", "pending", ["c"], escalated(false)),
  ];
  const needs = steps.map((one) => needsNow(one, steps));
  expect(needs).toEqual([[], [], ["c", "b", "a"]]);
});

test("a ticket is blocked by the tickets of the steps it needs, also when those ask for outputs already", () => {
  const asked = escalated(true).escalated;
  const ticket = { kind: "issue", id: "DBA-1" };
  const b = { ...step("b", "waiting", []), reference: ticket };
  const first = { ...b, plan: { ...b.plan, ...escalated(true) } };
  const task = {
    ...first,
    reference: { kind: "task", id: "x" },
    plan: { ...first.plan, escalated: { ...asked, of: b.plan, team: "t", atOnce: true, left: null, ticket } },
  };
  const second = { ...step("c", "queued", ["b"], escalated(true)), reference: null };
  expect(blockersOf(second, [first, second])).toEqual(["DBA-1"]);
  expect(blockersOf(second, [task, second])).toEqual(["DBA-1"]);
  expect(blockersOf(first, [first, second])).toEqual([]);
});
