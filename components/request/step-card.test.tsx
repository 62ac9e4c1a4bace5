// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { RequestView, StepView } from "#lib/views/request/shape.ts";
import type { RequestActions } from "./actions.ts";
import { StepCard } from "./step-card.tsx";

afterEach(cleanup);

const step: StepView = {
  id: "queue",
  title: "Create the queue",
  uses: "http",
  adapterTitle: "HTTP",
  icon: "globe",
  state: "pending",
  blocking: true,
  needs: [],
  waitingFor: [],
  sentence: "Calls POST /v1/queues.",
  preview: { title: "Request", language: "text", text: "POST /v1/queues" },
  reference: null,
  problem: null,
  outputs: {},
  attempts: 0,
  resolved: false,
  startedAt: null,
  endedAt: null,
  nextCheckAt: null,
  task: null,
  exits: [],
  owed: null,
};

const request: RequestView = {
  number: "REQ-1001",
  title: "orders",
  state: "failed",
  stuck: true,
  offering: "queue",
  offeringTitle: "Queue",
  revision: 1,
  project: "checkout",
  environment: "test",
  team: "checkout",
  requester: { kind: "person", id: "ada", name: "Ada" },
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
  finishedAt: null,
  progress: { done: 0, of: 1 },
  seq: 3,
  operation: "create",
  resource: "r",
  inputs: {},
  answers: [],
  steps: [],
  outputs: {},
  activity: [],
  planHash: "h",
  may: { abort: true, reveal: true, change: true },
};

const refused = () =>
  Promise.resolve({
    ok: false as const,
    problem: { code: "conflict" as const, message: "Grace was first.", issues: [] },
  });
const actions: RequestActions = {
  retryStep: refused,
  resolveStep: refused,
  abortRequest: refused,
  completeTask: refused,
  refuseTask: refused,
  revealOutput: refused,
};

function show(part: Partial<StepView>) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ol>
        <StepCard request={request} step={{ ...step, ...part }} actions={actions} />
      </ol>
    </QueryClientProvider>,
  );
}

const problem = {
  code: "http_refused",
  sentence: "The platform refused it.",
  detail: "409: name taken",
  remedy: "Choose another name.",
};

test("a failed step stands open with its cause, what the outside said, and the ways on", () => {
  show({ state: "failed", problem, exits: ["retry", "resolve"] });
  for (const words of ["The platform refused it.", "409: name taken", "Choose another name."])
    expect(screen.getByText(words)).toBeDefined();
  expect(screen.getByRole("button", { name: "Retry" })).toBeDefined();
  expect(screen.getByRole("button", { name: "I did it by hand" })).toBeDefined();
});

test("a step whose effect is not known asks whether it happened", () => {
  show({ state: "uncertain", problem, exits: ["retry", "resolve"] });
  expect(screen.getByRole("button", { name: "It happened" })).toBeDefined();
  expect(screen.getByRole("button", { name: "It did not happen" })).toBeDefined();
});

test("who may not change the request is offered no way on", () => {
  show({ state: "failed", problem, exits: [] });
  expect(screen.queryByRole("button", { name: "Retry" })).toBeNull();
});

test("a step that has not started is closed, says what it waits for, and opens", async () => {
  show({ waitingFor: ["Review by security"] });
  expect(screen.getByText("waiting for Review by security")).toBeDefined();
  expect(screen.queryByText("Calls POST /v1/queues.")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: /Create the queue/ }));
  expect(screen.getByText("Calls POST /v1/queues.")).toBeDefined();
});

test("a person who was second is told who was first, and the dialog stays", async () => {
  show({ state: "failed", problem, exits: ["retry"] });
  await userEvent.click(screen.getByRole("button", { name: "Retry" }));
  const dialog = await screen.findByRole("dialog");
  const again = [...dialog.querySelectorAll("button")].find((button) => button.type === "submit");
  if (again) await userEvent.click(again);
  expect(await screen.findByText("Grace was first.")).toBeDefined();
});
