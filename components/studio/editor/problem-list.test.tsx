// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { Issue } from "#lib/core/problem.ts";
import { ProblemList } from "./problem-list.tsx";
import type { Checked } from "./use-check.ts";

afterEach(cleanup);

const issue: Issue = {
  severity: "error",
  message: "inputs.siez is not a question of this form; did you mean inputs.size?",
  path: "/x",
  line: 21,
  column: 17,
  fix: { title: "Write inputs.size", replacement: "inputs.size", line: 21, column: 17, length: 11 },
};
const checked = (more: Partial<Checked>): Checked => ({
  source: "a",
  offering: null,
  stale: false,
  issues: [],
  took: 1,
  state: "checked",
  ...more,
});

test("a problem leads to its place, and its fix is one click", async () => {
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  render(<ProblemList checked={checked({ issues: [issue] })} onGo={note("go")} onFix={note("fix")} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Go to line 21, column 17" }));
  await user.click(screen.getByRole("button", { name: /Fix/ }));
  expect(done).toEqual(["go", "fix"]);
});

test("who can change nothing is offered no fix", () => {
  render(<ProblemList checked={checked({ issues: [issue] })} />);
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByText("21:17")).toBeTruthy();
});

test("a text without problems says so, and so does a check that could not be loaded", () => {
  const { rerender } = render(<ProblemList checked={checked({})} />);
  expect(screen.getByText("No problems.")).toBeTruthy();
  rerender(<ProblemList checked={checked({ state: "failed" })} />);
  expect(screen.getByText(/could not be loaded/)).toBeTruthy();
  rerender(<ProblemList checked={checked({ source: null, state: "checking" })} />);
  expect(screen.getByText("Checking…")).toBeTruthy();
});
