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
  /** What one order of a draft would name; answers come one by one. */
  dryRun?: true;
  askedBy: string;
  askedAt: string;
  answeredAt: string | null;
  /** Empty until there is an answer; of a dry run those that are there already. */
  answers: (Omit<ProbeAnswer, "findings"> & { findings: PlacedFinding[] })[];
}

/** With its place in the document's text, counted from 1. */
export interface PlacedFinding extends Finding {
  line?: number;
}
