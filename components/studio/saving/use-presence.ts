"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { DraftItem, DraftView, Editor } from "#lib/views/studio/shape.ts";
import { queryOf, readRest } from "#components/live/rest.ts";
import type { DraftActions, Presence } from "../actions.ts";

const aloneMs = 15_000;
const togetherMs = 4_000;

interface Given {
  id: string | null;
  reader: string;
  /** The draft as the page came with it. */
  first: DraftView | null;
  /** The version that is known here. */
  known: number;
  seeDraft: DraftActions["seeDraft"];
  heard: (draft: DraftView) => void;
}

/**
 * The draft as the server has it, and who else has it open; says that the reader has. Looked at more often in company.
 * Its text is asked for only when somebody else has saved.
 */
export function usePresence({ id, reader, first, known, seeDraft, heard }: Given) {
  const draft = useQuery({
    queryKey: ["draft", id],
    enabled: id !== null,
    staleTime: Infinity,
    queryFn: ({ signal }) => readRest<DraftView>(`/drafts/${id ?? ""}`, signal),
    ...(first && first.id === id ? { initialData: first } : {}),
  });
  const { data: item, refetch } = draft;
  const seen = useQuery({
    queryKey: ["draft seen", id],
    // Who only reads stands in nobody's way.
    enabled: id !== null && item?.may.save !== false,
    // What was heard on an earlier visit is not how it is now.
    staleTime: 0,
    queryFn: async () => {
      const answer = await seeDraft({ id: id ?? "" });
      return answer.ok ? answer.value : null;
    },
    refetchInterval: ({ state }) => (othersIn(state.data ?? null, reader).length > 0 ? togetherMs : aloneMs),
  });
  const presence = seen.data ?? null;
  const stale = presence !== null && (presence.version > known || differs(presence, item));
  useEffect(() => {
    if (!stale) return;
    void refetch().then(({ data }) => {
      if (data) heard(data);
    });
  }, [stale, presence, refetch, heard]);
  return { draft: item ?? null, others: othersIn(presence, reader) };
}

/** A draft that another of the team has begun since this page came without one; null while there is none. */
export function useBegun(name: string, wanted: boolean): DraftItem | null {
  const { data } = useQuery({
    queryKey: ["drafts", name],
    enabled: wanted,
    staleTime: 0,
    queryFn: ({ signal }) => readRest<{ items: DraftItem[] }>(`/drafts${queryOf({ offering: name })}`, signal),
    refetchInterval: aloneMs,
  });
  return (wanted && data?.items.find(({ proposal }) => !proposal)) || null;
}

const differs = ({ state, current }: Presence, draft: DraftView | undefined) =>
  draft !== undefined && (draft.state !== state || draft.current !== current);

const othersIn = (presence: Presence | null, reader: string): Editor[] =>
  presence?.editors.filter(({ person }) => person !== reader) ?? [];
