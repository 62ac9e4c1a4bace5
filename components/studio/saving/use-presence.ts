"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { DraftView } from "#lib/views/studio/shape.ts";
import { readRest } from "#components/live/rest.ts";
import type { DraftActions } from "../actions.ts";

const aloneMs = 15_000;
const togetherMs = 5_000;

/** The draft as the server has it, and who else has it open; says that the reader has. Looked at more often in company. */
export function usePresence(
  id: string | null,
  reader: string,
  first: DraftView | null,
  seenDraft: DraftActions["seenDraft"],
  heard: (draft: DraftView) => void,
) {
  const { data = null } = useQuery({
    queryKey: ["draft", id],
    enabled: id !== null,
    queryFn: async ({ signal }) => {
      await seenDraft({ id: id ?? "" });
      return readRest<DraftView>(`/drafts/${id ?? ""}`, signal);
    },
    ...(first && first.id === id ? { initialData: first, initialDataUpdatedAt: 0 } : {}),
    refetchInterval: ({ state }) => (othersIn(state.data ?? null, reader).length > 0 ? togetherMs : aloneMs),
  });
  useEffect(() => {
    if (data) heard(data);
  }, [data, heard]);
  return { draft: data, others: othersIn(data, reader) };
}

const othersIn = (draft: DraftView | null, reader: string) =>
  draft?.editors.filter(({ person }) => person !== reader) ?? [];
