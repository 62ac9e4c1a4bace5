// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import type { Result } from "#lib/core/problem.ts";
import type { PlanView } from "#lib/views/catalog/shape.ts";
import { type OrderDraft, usePlan } from "./plan-query.ts";

const plan = (hash: string): Result<PlanView> => ({
  ok: true,
  value: {
    offering: "queue",
    revision: 1,
    hash,
    steps: [],
    outputs: [],
    warnings: [],
    decision: { answer: "allow", reasons: [] },
    leadTime: null,
  },
});

const draft = (name: string): OrderDraft => ({
  offering: "queue",
  revision: 1,
  project: "checkout",
  environment: "test",
  inputs: { name },
});

/** A server that answers when it is told to, in any order. */
function slowServer() {
  const answers = new Map<string, (answer: Result<PlanView>) => void>();
  const preview = (asked: OrderDraft) =>
    new Promise<Result<PlanView>>((resolve) => answers.set(JSON.stringify(asked.inputs["name"]), resolve));
  return { preview, answers };
}

function planOf(first: OrderDraft | null, preview: (asked: OrderDraft) => Promise<Result<PlanView>>) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  return renderHook(({ asked }) => usePlan(asked, preview), { wrapper, initialProps: { asked: first } });
}

test("an answer that comes late does not take the place of a newer one", async () => {
  const { preview, answers } = slowServer();
  const { result, rerender } = planOf(draft("first"), preview);
  await waitFor(() => expect(answers.has(`"first"`)).toBe(true));
  rerender({ asked: draft("second") });
  await waitFor(() => expect(answers.has(`"second"`)).toBe(true));
  act(() => answers.get(`"second"`)?.(plan("second")));
  await waitFor(() => expect(result.current).toMatchObject({ kind: "plan", plan: { hash: "second" }, asking: false }));
  await act(async () => answers.get(`"first"`)?.(plan("first")));
  expect(result.current).toMatchObject({ kind: "plan", plan: { hash: "second" }, asking: false });
});

test("while a new plan is asked for, the old one is marked as on its way out", async () => {
  const { preview, answers } = slowServer();
  const { result, rerender } = planOf(draft("first"), preview);
  await waitFor(() => expect(answers.has(`"first"`)).toBe(true));
  act(() => answers.get(`"first"`)?.(plan("first")));
  await waitFor(() => expect(result.current).toMatchObject({ kind: "plan", asking: false }));
  rerender({ asked: draft("second") });
  expect(result.current).toMatchObject({ kind: "plan", plan: { hash: "first" }, asking: true });
});

test("nothing is asked before it is known where the order goes", () => {
  const { preview, answers } = slowServer();
  expect(planOf(null, preview).result.current).toEqual({ kind: "unasked" });
  expect(answers.size).toBe(0);
});
