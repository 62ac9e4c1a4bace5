import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { ChildView } from "#lib/views/request/shape.ts";
import { hasBelow } from "./below.ts";
import { ChildTree } from "./child-tree.tsx";
import { request, step } from "./shown-request.ts";

afterEach(cleanup);

const child = (number: string, more: Partial<ChildView> = {}): ChildView => ({
  number,
  title: "orders",
  state: "processing",
  stuck: false,
  offering: "database",
  offeringTitle: "Database",
  progress: { done: 0, of: 1 },
  steps: [],
  ...more,
});

const tree = child("REQ-2", {
  state: "failed",
  steps: [{ id: "a", title: "Its disk", state: "waiting", icon: "package", child: child("REQ-3") }],
});

test("a request is shown with its steps and those below, each with its link", () => {
  render(<ChildTree child={tree} />);
  expect(screen.getAllByRole("link", { name: "Database “orders”" })).toHaveLength(2);
  expect(screen.getByText("Its disk")).toBeDefined();
  expect(screen.getByText("REQ-3")).toBeDefined();
});

test("one that is stuck says so and leads to where a person can choose", () => {
  render(<ChildTree child={tree} />);
  expect(screen.getByRole("link", { name: "open REQ-2" }).getAttribute("href")).toBe("/requests/REQ-2");
});

test("news of a request far below is news of the tree", () => {
  const shown = { ...request, steps: [step, { ...step, child: tree }] };
  expect(hasBelow(shown, "REQ-3")).toBe(true);
  expect(hasBelow(shown, "REQ-4")).toBe(false);
  expect(hasBelow(undefined, "REQ-3")).toBe(false);
});
