"use client";
import { type ReactNode, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";

interface PanesProps {
  write: ReactNode;
  preview: ReactNode;
  /** Which of the two a small screen shows. */
  shown: "write" | "preview";
  show: (pane: "write" | "preview") => void;
}

const names = { write: "Write", preview: "Preview" } as const;

/** Both side by side; one at a time where there is no room. */
export function Panes({ write, preview, shown, show }: PanesProps) {
  const hidden = (pane: PanesProps["shown"]) => (pane === shown ? "" : "max-lg:hidden");
  return (
    <>
      <div role="group" aria-label="Pane" className="flex gap-1 border-b border-line bg-sunken p-1.5 lg:hidden">
        {(["write", "preview"] as const).map((pane) => (
          <button
            key={pane}
            type="button"
            aria-pressed={pane === shown}
            onClick={() => show(pane)}
            className="min-h-8 flex-1 rounded-md font-medium text-muted aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-card"
          >
            {names[pane]}
          </button>
        ))}
      </div>
      <div className="grid min-h-0 flex-1 grid-rows-1 lg:grid-cols-2">
        <section aria-label="Document" className={classNames("flex min-h-0 min-w-0 flex-col", hidden("write"))}>
          {write}
        </section>
        <section
          aria-label="Preview"
          className={classNames("flex min-h-0 min-w-0 flex-col border-line bg-sunken lg:border-l", hidden("preview"))}
        >
          {preview}
        </section>
      </div>
    </>
  );
}

/** Which pane a small screen shows. */
export const usePanes = () => useState<PanesProps["shown"]>("write");
