"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Result } from "#lib/core/problem.ts";
import type { DraftView } from "#lib/views/studio/shape.ts";
import { readRest } from "#components/live/rest.ts";
import type { DraftActions, Saved } from "../actions.ts";
import { Autosave, type Copy, type Effects, type Stored } from "./autosave.ts";
import { keepCopy, readCopy } from "./copy.ts";

interface Given {
  /** Whose browser it is. */
  reader: string;
  /** The draft to work on; null while the first change has not begun one. */
  draft: DraftView | null;
  /** What it begins from. */
  offering: string;
  published: string;
  /** Whoever only reads has nothing to save. */
  writes: boolean;
  actions: Pick<DraftActions, "beginDraft" | "saveDraft">;
}

/** What is typed, saved as it is typed; the draft is begun with the first change. */
export function useAutosave(given: Given) {
  const router = useRouter();
  const [id, setId] = useState(given.draft?.id ?? null);
  const [name, setName] = useState(given.offering);
  const renamed = (next: string) => {
    setName(next);
    window.history.replaceState(null, "", `/studio/${next}`);
  };
  const [saving] = useState(() => new Autosave(storedOf(given), effectsOf(given, { begun: setId, renamed })));
  const state = useSyncExternalStore(saving.subscribe, saving.read, saving.read);
  const { reader, offering } = given;
  const first = useRef(given);
  useEffect(() => {
    saving.open();
    const copy = copyOf(first.current);
    if (copy) saving.restore(copy);
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener("online", () => void saving.flush(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && void saving.flush(), { signal });
    // The browser asks whether to stay, and meanwhile the save goes through.
    const leave = (event: BeforeUnloadEvent) => {
      if (saving.read().source === saving.read().stored.source) return;
      event.preventDefault();
      void saving.flush();
    };
    window.addEventListener("beforeunload", leave, { signal });
    const { version } = saving.read().stored;
    return () => {
      stop.abort();
      // The way back shall not lead to the page as it was before it was saved.
      void saving.close().then(() => saving.read().stored.version !== version && router.refresh());
    };
  }, [saving, reader, offering, router]);
  return { id, name, saving, state };
}

const ownerOf = (reader: string, offering: string, id: string | null) => `${reader}.${id ?? offering}`;

function copyOf({ reader, offering, draft, writes }: Given): Copy | null {
  if (!writes) return null;
  // What was typed before the team had a draft may still lie here.
  const early = draft?.proposal ? null : readCopy(ownerOf(reader, offering, null));
  return (draft ? readCopy(ownerOf(reader, offering, draft.id)) : null) ?? early;
}

const storedOf = ({ draft, published }: Given): Stored =>
  draft ?? { source: published, version: 0, savedAt: "", savedBy: "", state: "open" };

interface Told {
  begun: (id: string) => void;
  /** What was never published goes by the name in its text. */
  renamed: (name: string) => void;
}

function effectsOf({ reader, draft, offering, actions }: Given, { begun, renamed }: Told): Effects {
  let id = draft?.id ?? null;
  let name = offering;
  const begin = async (): Promise<Result<string>> => {
    if (id !== null) return { ok: true, value: id };
    const answer = await actions.beginDraft({ offering });
    if (!answer.ok) return answer;
    id = answer.value.id;
    begun(id);
    return { ok: true, value: id };
  };
  const save = async (source: string, version: number): Promise<Result<Saved>> => {
    const known = await begin();
    // A draft begins as version 1. One that somebody else has begun and saved is further, and not overwritten.
    if (!known.ok) return known;
    const answer = await actions.saveDraft({ id: known.value, source, version: Math.max(version, 1) });
    if (answer.ok && answer.value.offering !== name) renamed((name = answer.value.offering));
    return answer;
  };
  return {
    save,
    look: async () => {
      if (id === null) throw new Error("There is no draft yet.");
      return readRest<DraftView>(`/drafts/${id}`);
    },
    remember: (copy) => {
      keepCopy(ownerOf(reader, offering, null), null);
      keepCopy(ownerOf(reader, offering, id), copy);
    },
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  };
}
