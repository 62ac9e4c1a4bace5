"use client";
import { CloudOff, TriangleAlert } from "lucide-react";
import { useNow } from "#components/ui/now.ts";
import { roughly } from "#components/ui/time-text.ts";
import type { Phase, Saving } from "./autosave.ts";

/** How it stands with what is typed: `saved 3 s ago`. */
export function SavingNote({ state }: { state: Saving }) {
  const { phase, stored } = state;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
      {phase.kind === "saved" ? <SavedAgo at={stored.savedAt} /> : <Unsaved phase={phase} />}
      <span role="status" className="sr-only">
        {announced(phase)}
      </span>
    </span>
  );
}

function SavedAgo({ at }: { at: string }) {
  const now = useNow(1);
  if (at === "") return null;
  // The server's clock may be ahead of this one.
  const seconds = Math.max(1, (now - Date.parse(at)) / 1000);
  return (
    <time dateTime={at} className="truncate" suppressHydrationWarning>
      saved {roughly(seconds)} ago
    </time>
  );
}

function Unsaved({ phase }: { phase: Exclude<Phase, { kind: "saved" }> }) {
  switch (phase.kind) {
    case "unsaved":
    case "saving":
      return "saving…";
    case "lost":
      return (
        <span className="flex items-center gap-1.5 text-warn">
          <CloudOff className="size-3.5 shrink-0" aria-hidden />
          not saved, trying again
        </span>
      );
    case "refused":
    case "conflict":
    case "ended":
      return (
        <span className="flex items-center gap-1.5 text-bad">
          <TriangleAlert className="size-3.5 shrink-0" aria-hidden />
          not saved
        </span>
      );
  }
}

function announced(phase: Phase): string {
  if (phase.kind === "saved") return "Saved";
  return phase.kind === "unsaved" || phase.kind === "saving" ? "" : "Not saved";
}
