// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { StepView } from "#lib/views/request/shape.ts";
import { RetryDialog } from "./retry-dialog.tsx";
import { actions, request, step } from "./shown-request.ts";

afterEach(cleanup);

const failed: StepView = {
  ...step,
  state: "failed",
  exits: ["retry"],
  retryFrom: [
    { id: "network", title: "Create the network", again: ["Create the network", "Create the queue"] },
    { id: "check", title: "Check it", again: ["Check it", "Create the queue"] },
  ],
};

function show(shown: StepView) {
  const sent: unknown[] = [];
  const retryStep: typeof actions.retryStep = async (given) => {
    sent.push(given);
    return { ok: true, value: { number: given.number } };
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RetryDialog request={request} step={shown} actions={{ ...actions, retryStep }} open onOpenChange={() => {}} />
    </QueryClientProvider>,
  );
  return sent;
}

const retry = () => userEvent.click(screen.getByRole("button", { name: "Retry" }));

test("a retry starts with the step that failed unless another is chosen, and says what then runs again", async () => {
  const sent = show(failed);
  expect(screen.queryByText("These run again:")).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText("Start again from"), "Create the network");
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "Create the network",
    "Create the queue",
  ]);
  await retry();
  expect(sent).toEqual([{ number: "REQ-1001", step: "queue", from: "network" }]);
});

test("a step that builds on nothing asks for no start", async () => {
  const sent = show({ ...failed, retryFrom: [] });
  expect(screen.queryByLabelText("Start again from")).toBeNull();
  await retry();
  expect(sent).toEqual([{ number: "REQ-1001", step: "queue" }]);
});

test("what nobody confirmed starts with its plan", async () => {
  const problem = { code: "terraform_unconfirmed", sentence: "More came since." };
  const sent = show({ ...failed, problem });
  await retry();
  expect(sent).toMatchObject([{ from: "network" }]);
});
