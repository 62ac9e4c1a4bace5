import { useRef, useState } from "react";
import type { ProblemView, Result } from "#lib/core/problem.ts";
import type { OrderDraft, PlanState } from "./plan-query.ts";

/** An order as it is sent: with the plan that was shown, and the key that makes it one however often it is sent. */
export type PlacedOrder = OrderDraft & { planHash: string; idempotencyKey: string };
export type PlaceOrder = (order: PlacedOrder) => Promise<Result<{ number: string }>>;

interface Placing {
  plan: PlanState;
  placeOrder: PlaceOrder;
  taken: (number: string) => void;
  /** The plan is no longer what it was, or could not be had. */
  askAgain: () => void;
}

/**
 * Places what the plan shows, once. While no answer has come, the very same order is sent again, key and plan included:
 * the plan may have changed meanwhile, and another text under another key would be a second request.
 */
export function usePlaceOrder({ plan, placeOrder, taken, askAgain }: Placing) {
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const unanswered = useRef<{ draft: string; order: PlacedOrder } | null>(null);

  const send = async (draft: string, order: PlacedOrder) => {
    unanswered.current = { draft, order };
    const answer = await placeOrder(order).catch(() => lost);
    if (!answer.ok && answer.problem.code === "stale") askAgain();
    if (answer.ok || !mayHaveBeenTaken.has(answer.problem.code)) unanswered.current = null;
    return answer;
  };

  const submit = async (wanted: OrderDraft): Promise<string | false> => {
    setProblem(null);
    const draft = JSON.stringify(wanted);
    const before = unanswered.current;
    if (before) {
      const answer = await send(before.draft, before.order);
      const same = before.draft === draft;
      if (answer.ok && !same) setProblem(takenBefore(answer.value.number));
      else if (answer.ok) taken(answer.value.number);
      else if (same || unanswered.current) setProblem(answer.problem);
      if (answer.ok || same || unanswered.current) return answer.ok && same && answer.value.number;
    }
    // What was wrong with earlier answers says nothing of these.
    if (plan.kind === "problem" && plan.current) {
      setProblem(plan.problem);
      askAgain();
    }
    if (plan.kind !== "plan" || !plan.current) return false;
    const answer = await send(draft, { ...wanted, planHash: plan.plan.hash, idempotencyKey: newKey() });
    if (answer.ok) taken(answer.value.number);
    else setProblem(answer.problem);
    return answer.ok && answer.value.number;
  };
  return { problem, submit };
}

const mayHaveBeenTaken: ReadonlySet<string> = new Set(["unavailable", "internal"]);

/** `crypto.randomUUID` is missing where PAO is reached over plain HTTP. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const lost: Result<{ number: string }> = {
  ok: false,
  problem: {
    code: "unavailable",
    message: "PAO did not answer, so it is not known whether the order was taken.",
    remedy: "Order again: if it was taken, you get the same request.",
    issues: [],
  },
};

function takenBefore(number: string): ProblemView {
  return {
    code: "conflict",
    message: `Your order was taken as ${number}, with the answers as they were before you changed them.`,
    remedy: "You find it under Requests. Order again only if you want another one.",
    issues: [],
  };
}
