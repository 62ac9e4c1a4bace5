"use client";
import { useState } from "react";
import type { ProblemView, Result } from "#lib/core/problem.ts";

const lost: ProblemView = {
  code: "unavailable",
  message: "PAO did not answer.",
  remedy: "Look whether it was done before you try again.",
  issues: [],
};

/** Runs an action once at a time and keeps what went wrong. */
export function useVerb<T>(done: (value: T) => void | Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const run = async (verb: () => Promise<Result<T>>) => {
    setBusy(true);
    setProblem(null);
    const answer = await verb().catch((): Result<T> => ({ ok: false, problem: lost }));
    if (answer.ok) await done(answer.value);
    else setProblem(answer.problem);
    setBusy(false);
  };
  return { busy, problem, run };
}
