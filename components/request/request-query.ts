"use client";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { isFinal } from "#lib/core/lifecycle/states.ts";
import type { LogLineView, RequestView } from "#lib/views/request/shape.ts";
import { queryOf, readRest } from "#components/live/rest.ts";

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

const logPage = 500;

/** The log of a step, page after page; each hint asks only for lines after the last one. */
export function useLog(number: string, step: string, moving: boolean) {
  return useInfiniteQuery({
    queryKey: ["log", number, step],
    queryFn: ({ pageParam, signal }) =>
      readRest<{ items: LogLineView[] }>(
        `/requests/${number}/log${queryOf({ step, after: pageParam, limit: logPage })}`,
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.items.length === logPage ? last.items.at(-1)?.id : null),
    refetchInterval: moving ? 5_000 : false,
  });
}
