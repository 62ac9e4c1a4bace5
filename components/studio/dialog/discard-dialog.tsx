"use client";
import { RemoveDialog } from "#components/organisation/remove-dialog.tsx";
import type { DraftItem } from "#lib/views/studio/shape.ts";
import type { DraftActions } from "../actions.ts";

interface DiscardProps {
  draft: Pick<DraftItem, "id" | "basedOn" | "proposal">;
  discardDraft: DraftActions["discardDraft"];
  close: (discarded: boolean) => void;
}

export function DiscardDialog({ draft, discardDraft, close }: DiscardProps) {
  const what = draft.proposal ? "proposal" : "draft";
  return (
    <RemoveDialog
      title={`Discard the ${what}?`}
      verb={`Discard the ${what}`}
      remove={() => discardDraft({ id: draft.id })}
      close={close}
    >
      {draft.basedOn === null
        ? "It was never published, so nothing of it is left. The audit keeps that it was there."
        : `Its changes go. What is published stays as it is, and the next change begins from it.`}
    </RemoveDialog>
  );
}
