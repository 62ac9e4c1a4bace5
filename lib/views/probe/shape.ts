import type { ProbeAnswer, ProbeState, Finding } from "#lib/core/probe/finding.ts";

/** A question to the outside and what came of it. */
export interface ProbeView {
  id: string;
  /** `unanswered`: no engine answered in time. */
  state: ProbeState;
  /** Absent when it is about a connection. */
  offering?: string;
  revision?: number;
  connection?: string;
  askedBy: string;
  askedAt: string;
  answeredAt: string | null;
  /** Empty until there is an answer. */
  answers: (Omit<ProbeAnswer, "findings"> & { findings: PlacedFinding[] })[];
}

/** With its place in the document's text, counted from 1. */
export interface PlacedFinding extends Finding {
  line?: number;
}
