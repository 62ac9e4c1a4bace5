import { expect, test } from "vitest";
import { mark, withValues } from "#lib/core/adapter/markdown-text.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";
import { fallbackPlan, fallsBack } from "./fallback.ts";
import type { About, StandingStep } from "./ticket.ts";

const problem = { code: "http_refused", sentence: "The platform refused it." };
const fallback = {
  uses: "jira-issue" as const,
  payload: {
    value: { project: "DBA", issueType: "Task", summary: "", description: { markdown: `By ${mark(0)}`, values: [""] } },
    holes: [{ pointer: "/description/values/0", parts: [], whole: false, until: "order" as const, shows: "‹number›" }],
  },
  sentence: "Opens a Task.",
};
const plan: PlannedStep = {
  id: "make",
  title: "Make it",
  uses: "http",
  needs: [],
  blocking: true,
  timeoutSeconds: 60,
  payload: { value: { method: "POST", path: "/things" }, holes: [] },
  outputs: { host: { schema: { type: "string" }, secret: false } },
  fallback,
  sentence: "Calls it.",
};
const step: StandingStep = { id: "make", state: "failed", plan, reference: null, problem, outputs: {}, sent: null };
const about: About = {
  number: "REQ-1001",
  title: "shop",
  offering: "Ledger",
  operation: null,
  project: "checkout",
  environment: "dev",
  team: "checkout",
  requester: "Dev",
  by: null,
  reason: undefined,
  answers: [{ path: "/name", title: "Name", text: `${mark(3)} **bold**`, secret: false }],
};
const escalated = { of: plan, byItself: true, team: "t", atOnce: true, left: null } as const;

test("only what failed by itself, and is known to have made nothing or to have ended, falls back", () => {
  expect(fallsBack(step, problem, false)).toBe(true);
  expect(fallsBack(step, problem, true)).toBe(false);
  for (const code of ["denied", "aborted", "github_pull_closed", "github_run_cancelled"])
    expect(fallsBack(step, { ...problem, code }, false)).toBe(false);
  const { fallback: _, ...without } = plan;
  expect(fallsBack({ plan: without }, problem, false)).toBe(false);
});

test("what the author wrote stands above what was tried; what is open in it stays open, and no answer becomes markup", () => {
  const made = fallbackPlan(step, { about, steps: [step], outputs: plan.outputs, escalated });
  expect(made).toMatchObject({ uses: "jira-issue", outputs: plan.outputs, escalated });
  expect(made?.timeoutSeconds).toBeUndefined();
  expect(made?.payload.holes).toEqual(fallback.payload.holes);
  const description = made?.payload.value["description"] as { markdown: string; values: string[] };
  expect(description.values[0]).toBe("");
  expect(description.markdown).not.toContain("bold");
  const text = withValues(description.markdown, ["REQ-1001", ...description.values.slice(1)]);
  expect(text).toMatch(/^By REQ-1001\n\n\*\*Dev\*\* of team checkout/);
  expect(text).toContain("The platform refused it.");
  expect(text).toContain("POST /things");
});

test("a task asks for what the step owes", () => {
  const task = { ...fallback, uses: "manual" as const, payload: { value: { team: "dba" }, holes: [] } };
  const one = { ...step, plan: { ...plan, fallback: task } };
  const made = fallbackPlan(one, { about, steps: [one], outputs: plan.outputs, escalated });
  expect(made?.payload.value).toMatchObject({ team: "dba", outputs: { required: ["host"] } });
});
