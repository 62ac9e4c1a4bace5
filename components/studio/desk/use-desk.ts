"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import type { JsonObject } from "#lib/core/json.ts";
import { headOf } from "#lib/core/offering/head.ts";
import type { StudioPage } from "#lib/views/studio/shape.ts";
import type { StudioActions } from "../actions.ts";
import type { EditorHandle } from "../editor/document-editor.tsx";
import { useCheck } from "../editor/use-check.ts";
import type { Place } from "../preview/preview.tsx";
import { useAutosave } from "../saving/use-autosave.ts";
import { useBegun, usePresence } from "../saving/use-presence.ts";
import { inDraft } from "./in-draft.ts";
import { useCheckContext } from "./use-check-context.ts";

export interface DeskGiven {
  name: string;
  reader: string;
  /** As the page came; what is newer is asked for. */
  page: StudioPage;
  actions: StudioActions;
}

/** A text that is being written: saved, checked, and seen by whoever else has it open. */
export function useDesk({ name: given, reader, page, actions }: DeskGiven) {
  const published = page.published?.source ?? "";
  const { id, name, saving, state } = useAutosave({
    reader,
    published,
    actions,
    draft: page.draft,
    offering: given,
    writes: page.draft ? page.draft.may.save : page.mayWrite,
  });
  const { draft, others } = usePresence({
    id,
    reader,
    first: page.draft,
    known: state.stored.version,
    seeDraft: actions.seeDraft,
    heard: saving.heard,
  });
  const begun = useBegun(name, id === null && page.mayWrite);
  // The way back through the browser's history leads to the page as it was before the draft.
  const before = begun !== null && begun.begunBy.id === reader && state.source === state.stored.source;
  useEffect(() => {
    if (before) window.location.reload();
  }, [before]);
  const { context: organisation, names } = useCheckContext(actions.readContext);
  const proposal = draft?.proposal ?? !page.mayWrite;
  const isPublished = page.published !== null;
  const context = useMemo(
    () => inDraft(organisation, { name, proposal, published: isPublished }),
    [organisation, name, proposal, isPublished],
  );
  const checked = useCheck(state.source, context);
  useEffect(() => names(checked.offering));
  const [inputs, setInputs] = useState<JsonObject>({});
  const [place, setPlace] = useState<Place>({ project: null, environment: null });
  return {
    id,
    name,
    saving,
    state,
    draft,
    others,
    /** Somebody else's beginning, while nothing is begun here. */
    begun,
    context,
    checked,
    /** What it is tried with: what is typed into the preview, and where it would go. */
    trial: { inputs, place, setInputs, setPlace },
    editor: useRef<EditorHandle>(null),
    mayWrite: draft ? draft.may.save : page.mayWrite,
    title: headOf(state.source).title ?? page.offering?.title ?? name,
  };
}

export type Desk = ReturnType<typeof useDesk>;
