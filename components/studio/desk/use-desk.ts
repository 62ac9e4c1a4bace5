"use client";
import { useRef } from "react";
import { headOf } from "#lib/core/offering/head.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { StudioPage } from "#lib/views/studio/shape.ts";
import type { DraftActions } from "../actions.ts";
import type { EditorHandle } from "../editor/document-editor.tsx";
import { useCheck } from "../editor/use-check.ts";
import { useAutosave } from "../saving/use-autosave.ts";
import { usePresence } from "../saving/use-presence.ts";

export interface DeskGiven {
  name: string;
  reader: string;
  /** As the page came; what is newer is asked for. */
  page: StudioPage;
  context: CheckContext;
  actions: DraftActions;
}

/** A text that is being written: saved, checked, and seen by whoever else has it open. */
export function useDesk({ name: given, reader, page, context, actions }: DeskGiven) {
  const published = page.published?.source ?? "";
  const { id, name, saving, state } = useAutosave({ reader, draft: page.draft, offering: given, published, actions });
  const { draft, others } = usePresence({
    id,
    reader,
    first: page.draft,
    known: state.stored.version,
    seeDraft: actions.seeDraft,
    heard: saving.heard,
  });
  return {
    id,
    name,
    saving,
    state,
    draft,
    others,
    checked: useCheck(state.source, context),
    editor: useRef<EditorHandle>(null),
    mayWrite: draft ? draft.may.save : page.mayWrite,
    title: headOf(state.source).title ?? page.offering?.title ?? name,
  };
}

export type Desk = ReturnType<typeof useDesk>;
