"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { isFinal } from "#lib/core/lifecycle/states.ts";
import type { LogLineView, RequestView } from "#lib/views/request/shape.ts";
import { queryOf, readRest } from "#components/live/rest.ts";
import { type LogSoFar, nothingYet, readOn } from "./log-so-far.ts";

/** An answer that was overtaken on its way does not take the page back in time. */
function newest(before: RequestView | undefined, after: RequestView): RequestView {
  return before && after.seq < before.seq ? before : after;
}

/** The request as it is now: hints say when to ask again; a slow question behind them survives a lost stream. */
export function useRequest(first: RequestView): RequestView {
  const answer = useQuery({
    queryKey: ["request", first.number],
    queryFn: ({ signal }) => readRest<RequestView>(`/requests/${first.number}`, signal),
    initialData: first,
    // What happened while the page was on its way here went unheard: it is asked for once.
    initialDataUpdatedAt: 0,
    structuralSharing: (before, after) => newest(before as RequestView | undefined, after as RequestView),
    refetchInterval: (query) => (query.state.data && isFinal(query.state.data.state) ? false : 10_000),
  });
  return answer.data;
}

export function useAskAgain(number: string): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await queries.invalidateQueries({ queryKey: ["request", number] });
    await queries.invalidateQueries({ queryKey: ["log", number] });
  }, [queries, number]);
}

/** The log of a step as far as it has been read; each look asks only for what came after the last line. */
export function useLog(number: string, step: string, moving: boolean) {
  const queries = useQueryClient();
  const queryKey = ["log", number, step];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      readOn(queries.getQueryData<LogSoFar>(queryKey) ?? nothingYet, async (after, limit) => {
        const query = queryOf({ step, after, limit });
        return (await readRest<{ items: LogLineView[] }>(`/requests/${number}/log${query}`, signal)).items;
      }),
    // A line never changes, so comparing thousands of them with each look would find nothing.
    structuralSharing: false,
    refetchInterval: moving ? 5_000 : false,
  });
}
