"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { DraftView } from "#lib/views/studio/shape.ts";
import type { DraftActions } from "../actions.ts";
import { Autosave, type Copy, type Effects, type Stored } from "./autosave.ts";
import { keepCopy, readCopy } from "./copy.ts";
import { draftEffects, type Told } from "./draft-effects.ts";

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

function effectsOf(given: Given, told: Told): Effects {
  const { reader, offering } = given;
  const { save, look, id } = draftEffects(given, told);
  return {
    save,
    look,
    remember: (copy) => {
      keepCopy(ownerOf(reader, offering, null), null);
      keepCopy(ownerOf(reader, offering, id()), copy);
    },
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  };
}
