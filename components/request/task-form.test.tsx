// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { taskForm } from "#lib/core/outcome/task.ts";
import type { StepView } from "#lib/views/request/shape.ts";
import { actions, request, step } from "./shown-request.ts";
import { StepCard } from "./step-card.tsx";

afterEach(cleanup);

const asked: StepView = {
  ...step,
  uses: "manual",
  title: "Review",
  state: "waiting",
  task: {
    assignedTeam: "security",
    instructions: "",
    form: { schema: { type: "object" }, pages: [], fields: {} },
    mayAnswer: true,
  },
};
const answered: StepView = {
  ...asked,
  state: "completed",
  task: asked.task && { ...asked.task, mayAnswer: false },
};

function show() {
  const card = (shown: StepView) => (
    <QueryClientProvider client={new QueryClient()}>
      <ol>
        <StepCard request={request} step={shown} actions={actions} />
      </ol>
    </QueryClientProvider>
  );
  const view = render(card(asked));
  return (shown: StepView) => view.rerender(card(shown));
}

test("who was second keeps the sentence and what they typed until they dismiss it", async () => {
  const become = show();
  await userEvent.type(await screen.findByLabelText(/Note/), "It is fine by me");
  await userEvent.click(screen.getByRole("button", { name: "Mark as done" }));
  await screen.findByText("Grace was first.");
  become(answered);
  expect(screen.getByText("Grace was first.")).toBeDefined();
  expect(screen.getByDisplayValue("It is fine by me")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Mark as done" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByText("Grace was first.")).toBeNull();
});

test("who is still typing when another answers is told, and loses nothing", async () => {
  const become = show();
  await userEvent.type(await screen.findByLabelText(/Note/), "Half a th");
  become(answered);
  expect(screen.getByText(/no longer open/)).toBeDefined();
  expect(screen.getByDisplayValue("Half a th")).toBeDefined();
});

test("a task that another answered while nobody typed closes", async () => {
  const become = show();
  await screen.findByLabelText(/Note/);
  become(answered);
  expect(screen.queryByText(/no longer open/)).toBeNull();
});

test("who confirms a removal reads what goes, and nothing is sent before the name is right", async () => {
  const form = taskForm({
    outputs: { type: "object", required: ["name"], properties: { name: { type: "string", pattern: "^orders$" } } },
  });
  const changes = [{ address: "terraform_data.database", action: "delete" }];
  const removal = [{ step: "plan_database", module: "modules/postgres", changes }];
  const become = show();
  become({ ...asked, task: asked.task && form && { ...asked.task, form, removal } });
  expect(await screen.findByText("1 thing is removed for good")).toBeDefined();
  expect(screen.getByText("terraform_data.database")).toBeDefined();
  const name = await screen.findByRole("textbox", { name: /name/i });
  await userEvent.type(name, "order");
  await userEvent.click(screen.getByRole("button", { name: "Remove for good" }));
  expect(screen.queryByText("Grace was first.")).toBeNull();
  await userEvent.type(name, "s");
  await userEvent.click(screen.getByRole("button", { name: "Remove for good" }));
  expect(await screen.findByText("Grace was first.")).toBeDefined();
});
