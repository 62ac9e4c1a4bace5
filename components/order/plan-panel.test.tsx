// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Issue } from "#lib/core/problem.ts";
import { PlanPanel } from "./plan-panel.tsx";
import type { PlanState } from "./plan-query.ts";

afterEach(cleanup);

const ordered = { steps: [], orders: 2 };
const refused = (issues: Issue[]): PlanState => ({
  kind: "problem",
  current: true,
  asking: false,
  problem: { code: "invalid", message: "“Open a ticket” can't be planned with these answers.", issues },
});

test("why nothing can be planned is told, unless the questions themselves tell it", () => {
  const { rerender } = render(<PlanPanel ordered={ordered} state={refused([])} />);
  expect(screen.queryByText(/can't be planned/)).not.toBeNull();
  rerender(
    <PlanPanel ordered={ordered} state={refused([{ severity: "error", path: "/name", message: "Too long." }])} />,
  );
  expect(screen.queryByText(/can't be planned/)).toBeNull();
});

test("an offering that was ordered but never completed is not called unordered", () => {
  const plan = {
    offering: "queue",
    revision: 1,
    hash: "h",
    steps: [],
    outputs: [],
    warnings: [],
    decision: { answer: "allow" as const, reasons: [] },
    leadTime: null,
  };
  render(<PlanPanel ordered={ordered} state={{ kind: "plan", asking: false, current: true, plan }} />);
  expect(screen.queryByText("none completed yet")).not.toBeNull();
});
