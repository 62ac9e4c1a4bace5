import { useQuery } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import type { ProblemView, Result } from "#lib/core/problem.ts";
import type { ProbeView } from "#lib/views/probe/shape.ts";
import { readRest } from "#components/live/rest.ts";

/** Asks, and is told which probe it is. */
export type AskProbe = () => Promise<Result<{ id: string }>>;

export interface Probing {
  probe: ProbeView | null;
  /** An engine is on it. */
  busy: boolean;
  problem: ProblemView | null;
  ask: () => void;
}

const lookEveryMs = 500;

/** A probe, looked at until it is answered; none while there is no id. */
export function useAnswers(id: string | null, known: ProbeView | null = null) {
  const { data, error } = useQuery({
    queryKey: ["probe", id],
    queryFn: ({ signal }) => readRest<ProbeView>(`/probes/${id ?? ""}`, signal),
    ...(known && known.id === id ? { initialData: known } : {}),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data?.state === "answered" || query.state.error ? false : lookEveryMs),
  });
  const probe = data ?? null;
  const waits = id !== null && error === null && (probe === null || probe.state === "asked");
  return { probe, waits, problem: lost(error) };
}

/** The probe that was asked last, looked at until it is answered. */
export function useProbe(latest: ProbeView | null, askProbe: AskProbe): Probing {
  const [asked, setAsked] = useState<string | null>(null);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const [asking, startAsking] = useTransition();
  const answers = useAnswers(asked ?? latest?.id ?? null, latest);
  const ask = () =>
    startAsking(async () => {
      const result = await askProbe();
      setProblem(result.ok ? null : result.problem);
      if (result.ok) setAsked(result.value.id);
    });
  return { probe: answers.probe, busy: asking || answers.waits, problem: problem ?? answers.problem, ask };
}

function lost(error: Error | null): ProblemView | null {
  return error ? { code: "unavailable", message: error.message, issues: [] } : null;
}
