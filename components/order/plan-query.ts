"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { JsonObject } from "#lib/core/json.ts";
import type { ProblemView, Result } from "#lib/core/problem.ts";
import type { PlanView } from "#lib/views/catalog/shape.ts";

/** What is planned and ordered: the same answers for both. */
export interface OrderDraft {
  offering: string;
  revision: number;
  project: string;
  environment: string;
  inputs: JsonObject;
  /** Of an operation: what is to be done to which resource. */
  operation?: string;
  resource?: string;
}

export type PreviewPlan = (draft: OrderDraft) => Promise<Result<PlanView>>;

export type PlanState =
  | { kind: "unasked" }
  /** `current`: it is the plan of the answers as they stand, not of those before. */
  | { kind: "plan"; plan: PlanView; asking: boolean; current: boolean }
  | { kind: "problem"; problem: ProblemView; asking: boolean; current: boolean }
  | { kind: "asking" };

const pause = 300;

/**
 * The plan for the draft as it stands. Each answer belongs to the draft it was asked for, so one that comes late never
 * takes the place of a newer one; `null` while there is nothing worth asking about.
 */
export function usePlan(draft: OrderDraft | null, preview: PreviewPlan): PlanState {
  const [settled, setSettled] = useState(draft);
  const wanted = JSON.stringify(draft);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), pause);
    return () => clearTimeout(timer);
    // The text stands for the draft: a new object with the same answers asks nothing new.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted]);
  const answer = useQuery({
    queryKey: ["plan", settled],
    queryFn: () => (settled ? preview(settled) : null),
    enabled: settled !== null,
    placeholderData: (before) => before,
    gcTime: 60_000,
  });
  if (draft === null) return { kind: "unasked" };
  const settling = JSON.stringify(settled) !== wanted;
  const asking = answer.isFetching || settling;
  if (answer.error) {
    return {
      kind: "problem",
      asking,
      current: !settling,
      problem: {
        code: "unavailable",
        message: "The plan could not be worked out.",
        remedy: "Check your connection; it is asked for again when you change an answer.",
        issues: [],
      },
    };
  }
  if (!answer.data) return { kind: "asking" };
  const current = !settling && !answer.isPlaceholderData;
  return answer.data.ok
    ? { kind: "plan", plan: answer.data.value, asking, current }
    : { kind: "problem", problem: answer.data.problem, asking, current };
}
