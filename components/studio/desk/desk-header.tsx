"use client";
import type { ReactNode } from "react";
import type { DraftItem, Editor, StudioPage } from "#lib/views/studio/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { Standing } from "../list/offering-state.tsx";
import type { Saving } from "../saving/autosave.ts";
import { SavingNote } from "../saving/saving-note.tsx";
import { PresenceNote } from "./presence-note.tsx";

interface HeaderProps {
  title: string;
  page: Pick<StudioPage, "offering" | "published">;
  draft: DraftItem | null;
  state: Saving;
  others: readonly Editor[];
  /** What can be done with it. */
  children: ReactNode;
}

/** What is edited, how it stands with it, and what can be done. */
export function DeskHeader({ title, page, draft, state, others, children }: HeaderProps) {
  return (
    <header className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2 sm:px-6">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 max-sm:basis-full sm:[&>nav]:flex-initial">
        <Breadcrumb way={[{ href: "/studio", title: "Studio" }]} title={title}>
          <DraftBadge page={page} draft={draft} />
          {page.offering ? <Standing row={page.offering} /> : null}
        </Breadcrumb>
        <SavingNote state={state} />
        <PresenceNote others={others} />
      </div>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </header>
  );
}

/** `Draft of revision 3` */
function DraftBadge({ page: { published }, draft }: Pick<HeaderProps, "page" | "draft">) {
  if (draft === null) return published ? <Badge>Revision {published.number}</Badge> : null;
  const what = draft.proposal ? "Proposal" : "Draft";
  return (
    <Badge tone="warn">
      {what}
      {draft.basedOn === null ? ", not published yet" : ` of revision ${draft.basedOn}`}
    </Badge>
  );
}
