// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Result } from "#lib/core/problem.ts";
import type { OrderDraft, PlanState } from "./plan-query.ts";
import { type PlacedOrder, usePlaceOrder } from "./use-place-order.ts";

const draft = (name: string): OrderDraft => ({
  offering: "queue",
  revision: 1,
  project: "checkout",
  environment: "test",
  inputs: { name },
});

const planned = (hash: string, current = true): PlanState => ({
  kind: "plan",
  asking: !current,
  current,
  plan: {
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

type Answer = Result<{ number: string }> | "lost";
const taken: Answer = { ok: true, value: { number: "REQ-1001" } };
const refused = (code: "stale" | "internal"): Answer => ({
  ok: false,
  problem: { code, message: `It is ${code}.`, issues: [] },
});

function desk(answers: Answer[], first: PlanState) {
  const sent: PlacedOrder[] = [];
  const seen: string[] = [];
  let asked = 0;
  const placeOrder = async (order: PlacedOrder) => {
    sent.push(order);
    const answer = answers.shift() ?? "lost";
    if (answer === "lost") throw new TypeError("Failed to fetch");
    return answer;
  };
  const { result, rerender } = renderHook(
    ({ plan }) => usePlaceOrder({ plan, placeOrder, taken: (number) => seen.push(number), askAgain: () => asked++ }),
    { initialProps: { plan: first } },
  );
  const order = (wanted: OrderDraft) => act(async () => void (await result.current.submit(wanted)));
  return { sent, seen, order, problem: () => result.current.problem, rerender, asked: () => asked };
}

test("after a lost answer the very same order is sent again, also when the plan has changed meanwhile", async () => {
  const { sent, seen, order, problem, rerender } = desk(["lost", refused("internal"), taken], planned("one"));
  await order(draft("a"));
  expect(problem()?.message).toContain("not known whether the order was taken");
  rerender({ plan: planned("two") });
  await order(draft("a"));
  await order(draft("a"));
  expect(sent).toEqual([sent[0], sent[0], sent[0]]);
  expect(sent[0]).toMatchObject({ planHash: "one", inputs: { name: "a" } });
  expect(seen).toEqual(["REQ-1001"]);
});

test("an order changed after a lost answer is placed only when the first was not taken", async () => {
  const first = desk(["lost", taken], planned("one"));
  await first.order(draft("a"));
  await first.order(draft("b"));
  expect(first.sent.map(({ inputs }) => inputs["name"])).toEqual(["a", "a"]);
  expect(first.problem()?.message).toContain("was taken as REQ-1001");
  const second = desk(["lost", refused("stale"), taken], planned("one"));
  await second.order(draft("a"));
  second.rerender({ plan: planned("two") });
  await second.order(draft("b"));
  expect(second.sent.map(({ planHash }) => planHash)).toEqual(["one", "one", "two"]);
  expect(second.sent[2]?.idempotencyKey).not.toBe(second.sent[0]?.idempotencyKey);
  expect(second.seen).toEqual(["REQ-1001"]);
});

test("nothing is ordered before its plan is there, and what is ordered names the plan", async () => {
  const { sent, order, rerender } = desk([taken], planned("before", false));
  await order(draft("a"));
  rerender({ plan: { kind: "asking" } });
  await order(draft("a"));
  expect(sent).toEqual([]);
  rerender({ plan: planned("now") });
  await order(draft("a"));
  expect(sent).toMatchObject([{ planHash: "now" }]);
});

test("where the plan could not be had or is no longer true, it is asked for again", async () => {
  const problem = { code: "unavailable", message: "The plan could not be worked out.", issues: [] } as const;
  const {
    order,
    asked,
    problem: told,
    rerender,
  } = desk([refused("stale")], { kind: "problem", problem, asking: false, current: true });
  await order(draft("a"));
  expect([told()?.message, asked()]).toEqual([problem.message, 1]);
  rerender({ plan: planned("one") });
  await order(draft("a"));
  expect(asked()).toBe(2);
});

test("what was wrong with earlier answers is not said of the ones that stand there now", async () => {
  const wrong = { code: "invalid", message: "This is not what is asked for.", issues: [] } as const;
  const { sent, order, problem } = desk([taken], { kind: "problem", problem: wrong, asking: true, current: false });
  await order(draft("a"));
  expect(problem()).toBeNull();
  expect(sent).toEqual([]);
});
