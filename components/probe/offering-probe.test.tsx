import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { ProbeView } from "#lib/views/probe/shape.ts";
import { OfferingProbe } from "./offering-probe.tsx";
import type { AskProbe } from "./use-probe.ts";

afterEach(cleanup);

const answers: ProbeView["answers"] = [
  {
    title: "Create the database",
    step: "database",
    operation: "create",
    verdict: "ok",
    findings: [{ level: "ok", sentence: "The module is kept.", path: "/fulfillment/steps/0" }],
  },
  {
    title: "Bootstrap it",
    step: "bootstrap",
    operation: "create",
    verdict: "problem",
    findings: [
      {
        level: "problem",
        sentence: "bootstrap.yml of acme/db-ops has no input hosst; did you mean host?",
        remedy: "Correct the name, or have the input added to the workflow.",
        path: "/fulfillment/steps/1/with/inputs/hosst",
        line: 42,
      },
    ],
  },
  { title: "Look at it", step: "look", operation: "resize", verdict: "nothing", findings: [] },
];

const answered: ProbeView = {
  id: "one",
  state: "answered",
  offering: "postgresql",
  revision: 1,
  askedBy: "Demo author",
  askedAt: new Date().toISOString(),
  answeredAt: new Date().toISOString(),
  answers,
};

function show(latest: ProbeView | null, ask: AskProbe = vi.fn<AskProbe>()) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  return render(
    <QueryClientProvider client={queries}>
      <OfferingProbe latest={latest} ask={ask} />
    </QueryClientProvider>,
  );
}

test("a problem stands open with its sentence, its line and what to do", () => {
  show(answered);
  expect(screen.getByRole("status").textContent).toContain("One problem outside.");
  expect(screen.getByText(/did you mean host/).textContent).toContain("line 42");
  expect(screen.getByText(/have the input added/)).toBeTruthy();
  expect(screen.getByText("Names nothing outside PAO.")).toBeTruthy();
  expect(screen.getByRole("group").hasAttribute("open")).toBe(true);
});

test("what was never asked says what would be, and a refusal is told", async () => {
  const refused: AskProbe = () =>
    Promise.resolve({ ok: false, problem: { code: "forbidden", message: "Only authors may.", issues: [] } });
  show(null, refused);
  expect(screen.getByRole("status").textContent).toContain("Nothing is changed.");
  fireEvent.click(screen.getByRole("button", { name: "Check against the outside" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Only authors may.");
});
