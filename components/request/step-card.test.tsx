// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { StepView } from "#lib/views/request/shape.ts";
import { actions, request, step } from "./shown-request.ts";
import { StepCard } from "./step-card.tsx";

afterEach(cleanup);

function show(part: Partial<StepView>) {
  return render(
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

test("what exists already stands in the way of a retry: ordering with other answers comes first", () => {
  show({ state: "failed", problem: { ...problem, code: "http_conflict" }, exits: ["retry", "resolve"] });
  expect(screen.getByRole("link", { name: /Order again/ }).className).toContain("button-primary");
  expect(screen.getByRole("button", { name: "Retry" }).className).not.toContain("button-primary");
});

test("what is tried again by itself asks nobody to retry it", () => {
  show({ state: "queued", problem: { ...problem, remedy: "Check that it is up; then retry." } });
  expect(screen.queryByText(/then retry/)).toBeNull();
  expect(screen.getByText("PAO tries again by itself.")).toBeDefined();
});

test("when it is tried again is counted down", () => {
  const at = new Date(Date.now() + 12_400).toISOString();
  show({ state: "queued", problem, again: { at, try: 3, of: 5 } });
  expect(screen.getByText(/^Trying again in 1[23] s, third of five\.$/)).toBeDefined();
});

test("an escalation says which tickets it opens, or what has to be written first", async () => {
  const escalation = { project: "DBA", issueType: "Task", steps: ["Create the queue", "Watch it"] };
  const { unmount } = show({ state: "failed", problem, exits: ["retry", "escalate"], escalation });
  await userEvent.click(screen.getByRole("button", { name: "Escalate" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("In Jira project DBA, a Task each stands for:Create the queueWatch it");
  await userEvent.click(within(dialog).getByRole("button", { name: "Open 2 tickets" }));
  expect(await screen.findByText("Grace was first.")).toBeDefined();
  unmount();
  const nowhere = { missing: "Queue does not say where tickets go.", remedy: "Team messaging adds it." };
  show({ state: "failed", problem, exits: ["retry", "escalate"], escalation: nowhere });
  await userEvent.click(screen.getByRole("button", { name: "Escalate" }));
  expect((await screen.findByRole("dialog")).textContent).toContain("Team messaging adds it.");
  expect(screen.queryByRole("button", { name: /^Open/ })).toBeNull();
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

test("a fallback says that nobody asked for it, and what it takes the place of", () => {
  const ticket = { kind: "issue", id: "DBA-7", url: "https://jira.example/browse/DBA-7" };
  show({ state: "waiting", escalated: { from: "HTTP", ticket, byItself: true } });
  expect(screen.getByText("Fallback")).toBeDefined();
  expect(screen.getByText(/takes the place of what was planned here \(HTTP\), which failed\./)).toBeDefined();
  cleanup();
  show({ state: "waiting", escalated: { from: "HTTP", ticket, byItself: false } });
  expect(screen.getByText("Escalated")).toBeDefined();
});
