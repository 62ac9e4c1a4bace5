import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { Issue } from "#lib/core/problem.ts";
import type { ProbeView } from "#lib/views/probe/shape.ts";
import type { DryRunView } from "#lib/views/studio/trial-shape.ts";
import { DryRunPanel } from "./dry-run-panel.tsx";
import { TestOrder } from "./test-order.tsx";
import type { TrialActions, TrialProps } from "./trial.ts";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const places: TrialProps["places"] = {
  projects: [
    { name: "lab", title: "Lab", team: "data-platform" },
    { name: "shop", title: "Shop", team: "data-platform" },
  ],
  environments: [
    { name: "dev", title: "Development", tests: true },
    { name: "prod", title: "Production", tests: false },
  ],
};

const actions: TrialActions = {
  runDry: vi.fn<TrialActions["runDry"]>(),
  testDraft: vi.fn<TrialActions["testDraft"]>(),
};

const props = (more: Partial<TrialProps> = {}): TrialProps => ({
  draft: { id: "draft-1", offering: "lake", title: "Lake", version: 7 },
  inputs: { name: "orders" },
  place: { project: "shop", environment: "prod" },
  places,
  actions,
  close: () => {},
  ...more,
});

const given = { id: "draft-1", version: 7, inputs: { name: "orders" } };

function show(element: ReactNode, probe?: ProbeView) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  if (probe) queries.setQueryData(["probe", probe.id], probe);
  return render(<QueryClientProvider client={queries}>{element}</QueryClientProvider>);
}

const options = (name: string) =>
  within(screen.getByLabelText(name))
    .getAllByRole("option")
    .map((option) => option.textContent);

test("a test order goes where it may go, with the answers of the form and the save that was seen", async () => {
  const testDraft = vi.fn<TrialActions["testDraft"]>(async () => ({ ok: true, value: { number: "REQ-1007" } }));
  show(<TestOrder {...props({ actions: { ...actions, testDraft } })} />);
  expect(options("Environment")).toEqual(["Development"]);
  expect(options("Project")).toEqual(["Lab", "Shop"]);
  await userEvent.click(screen.getByRole("button", { name: "Place the test order" }));
  expect(testDraft).toHaveBeenCalledWith({ ...given, project: "shop", environment: "dev" });
  expect(await screen.findByText("REQ-1007 is on its way.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Follow REQ-1007" }).getAttribute("href")).toBe("/requests/REQ-1007");
});

test("what keeps a draft from being ordered is told with each place", async () => {
  const issues = [
    { severity: "error" as const, path: "/inputs/size", message: "Answer this question." },
    { severity: "error" as const, path: "/fulfillment", line: 12, column: 5, message: "There is no step x." },
  ];
  const problem = { code: "invalid" as const, message: "Two things are wrong.", issues };
  show(<TestOrder {...props({ actions: { ...actions, testDraft: async () => ({ ok: false, problem }) } })} />);
  await userEvent.click(screen.getByRole("button", { name: "Place the test order" }));
  const alert = await screen.findByRole("alert");
  expect(
    within(alert)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual(["size Answer this question.", "12:5 There is no step x."]);
});

test("an answer that is missing is told by its question's title, and leads to it", async () => {
  const issue = { severity: "error" as const, path: "/inputs/size", message: "Answer this question." };
  const problem = { code: "invalid" as const, message: "One answer does not fit.", issues: [issue] };
  const questions = { titled: (path: string) => `Title of ${path}`, seek: vi.fn<(issue: Issue) => void>() };
  const close = vi.fn<() => void>();
  const runDry = async () => ({ ok: false as const, problem });
  show(<DryRunPanel {...props({ actions: { ...actions, runDry }, questions, close })} />);
  await userEvent.click(screen.getByRole("button", { name: "Run it dry" }));
  await userEvent.click(await screen.findByRole("button", { name: "Title of /size" }));
  expect(close).toHaveBeenCalled();
  expect(questions.seek).toHaveBeenCalledWith({ ...issue, path: "/size" });
});

test("where nothing is marked for tests, or there is no project, it says who can change that", () => {
  const none = { projects: [], environments: places.environments.map((one) => ({ ...one, tests: false })) };
  show(<TestOrder {...props({ places: none })} />);
  expect(screen.getByText("No environment is marked for test orders.")).toBeTruthy();
  expect(screen.getByText("Your teams have no project to try it in.")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Place the test order" }).disabled).toBe(true);
});

const step = (id: string, title: string): DryRunView["steps"][number] => ({
  id,
  title,
  uses: "jira-issue",
  adapterTitle: "Jira",
  icon: "ticket",
  sentence: `Opens a Task in ${id}.`,
  runs: "yes",
  blocking: true,
  needs: [],
  preview: { title: "Ticket", language: "json", text: `the ticket of ${id}` },
  unknown: [],
});

const run: DryRunView = {
  draft: "draft-1",
  version: 7,
  steps: [step("one", "Open it"), { ...step("two", "Order it"), adapterTitle: "Offering" }],
  outputs: [],
  warnings: [],
  decision: { answer: "deny", reasons: [{ stage: "permission", sentence: "Only members of team checkout may." }] },
  probe: { id: "probe-1" },
};

const finding = { level: "problem" as const, sentence: "Jira knows no project NOPE.", path: "/x", line: 31 };
const probe: ProbeView = {
  id: "probe-1",
  state: "answered",
  dryRun: true,
  askedBy: "Ada",
  askedAt: "2026-01-01T00:00:00Z",
  answeredAt: "2026-01-01T00:00:01Z",
  answers: [
    { step: "one", title: "Open it", operation: "create", verdict: "problem", findings: [finding] },
    { step: "two", title: "Order it", operation: "create", verdict: "nothing", findings: [] },
    { step: "two/make", title: "Order it › Make it", operation: "create", verdict: "ok", findings: [] },
  ],
};

test("a dry run shows each step as it would be sent, and what the outside says of it", async () => {
  const runDry = vi.fn<TrialActions["runDry"]>(async () => ({ ok: true, value: run }));
  const goTo = vi.fn<(line: number) => void>();
  show(<DryRunPanel {...props({ actions: { ...actions, runDry }, goTo })} />, probe);
  expect(options("Environment")).toEqual(["Development", "Production"]);
  await userEvent.click(screen.getByRole("button", { name: "Run it dry" }));
  expect(runDry).toHaveBeenCalledWith({ ...given, project: "shop", environment: "prod" });
  expect(await screen.findByText("One step has a problem.")).toBeTruthy();
  expect(screen.getByText(/Jira knows no project NOPE/).textContent).toContain("line 31");
  expect(screen.getByText("An order would be refused.")).toBeTruthy();
  expect(screen.getByText("Make it")).toBeTruthy();
  expect(screen.getByText("the ticket of one")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Run it again" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "line 31" }));
  expect(goTo).toHaveBeenCalledWith(31);
});

test("while an engine asks, each step says so", async () => {
  // The next look at the probe is not answered while the test goes on, however busy the machine.
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  const asked: ProbeView = { ...probe, state: "asked", answeredAt: null, answers: probe.answers.slice(0, 1) };
  show(<DryRunPanel {...props({ actions: { ...actions, runDry: async () => ({ ok: true, value: run }) } })} />, asked);
  await userEvent.click(screen.getByRole("button", { name: "Run it dry" }));
  expect(await screen.findByText("Asking the outside: 1 of 2 steps answered.")).toBeTruthy();
  expect(screen.getAllByRole("img", { name: "Asking" })).toHaveLength(1);
});
