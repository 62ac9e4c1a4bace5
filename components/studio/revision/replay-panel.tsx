"use client";
import { useQuery } from "@tanstack/react-query";
import { readRest } from "#components/live/rest.ts";
import type { ReplayView } from "#lib/views/studio/compare-shape.ts";
import { Asked } from "./asked.tsx";
import { ReplaySummary } from "./replay-summary.tsx";

interface ReplayProps {
  /** As it was last saved. */
  draft: { id: string; version: number };
}

/** What publishing a draft would mean for orders of the past and for requests that run. */
export function ReplayPanel({ draft: { id, version } }: ReplayProps) {
  const asked = useQuery({
    queryKey: ["replay", id, version],
    queryFn: ({ signal }) => readRest<ReplayView>(`/drafts/${id}/replay`, signal),
  });
  return (
    <section aria-label="What it means">
      <h3 className="label mb-1.5">What it means</h3>
      <Asked asked={asked}>{(replay) => <ReplaySummary replay={replay} />}</Asked>
    </section>
  );
}
