"use client";
import { GitFork, List } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { worthDrawing } from "#lib/core/plan/layout.ts";
import type { DrawnStep } from "./step-graph.tsx";

// What draws it is heavier than the page around it, and most readers stay with the list.
const StepGraph = dynamic(() => import("./step-graph.tsx").then((module) => module.StepGraph), {
  ssr: false,
  loading: () => <p className="card px-4 py-10 text-center text-xs text-muted">Drawing…</p>,
});

const views = [
  { value: "list", label: "List", icon: List },
  { value: "graph", label: "Graph", icon: GitFork },
] as const;

interface Props {
  steps: readonly DrawnStep[];
  /** Stands above the drawing: what the list says beside its steps. */
  above?: ReactNode;
  /** The list. */
  children: ReactNode;
}

/** Steps as a list, and as a drawing where there is something to see in one. */
export function ListOrGraph({ steps, above, children }: Props) {
  const [view, setView] = useState<"list" | "graph">("list");
  if (!worthDrawing(steps)) return children;
  return (
    <div className="space-y-3">
      <div
        role="group"
        aria-label="Show the steps as"
        className="flex w-fit rounded-lg border border-line bg-sunken p-0.5"
      >
        {views.map(({ value, label, icon: Sign }) => (
          <button
            key={value}
            type="button"
            aria-pressed={view === value}
            onClick={() => setView(value)}
            className="flex items-center gap-1.5 rounded-md border border-transparent px-2.5 py-1 text-xs text-muted hover:text-ink aria-pressed:border-line aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink"
          >
            <Sign className="size-3.5" aria-hidden />
            {label}
          </button>
        ))}
      </div>
      {view === "list" ? (
        children
      ) : (
        <>
          {above}
          <StepGraph steps={steps} />
        </>
      )}
    </div>
  );
}
