import type { Database } from "#db/client.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import type { Recent } from "#lib/core/recent.ts";
import type { Gates } from "./gates.ts";

/** What every part of one running engine shares. */
export interface EngineContext {
  db: Database;
  id: string;
  /** For processes of its own that write there too. */
  databaseUrl: string;
  /** Where it keeps files while they are needed. */
  dataDir: string;
  /** What it can run, by kind and version. */
  capabilities: Readonly<Record<string, string>>;
  /** Who this installation is: effect keys start with it, so that two installations never adopt each other's work. */
  installation: string;
  /** Where people open PAO, for links in tickets. */
  baseUrl: string;
  leaseSeconds: number;
  /** The longest pause between two looks at the outside. */
  longestPauseSeconds: number;
  /** The newest plans it understands. */
  planVersion: number;
  /** Connections that do not take everybody at once. */
  gates: Gates;
  /** Revisions never change: each is read once, and what was made of its document stays with it. */
  revisions: Recent<Omit<Pinned, "plan">>;
  /** Aborted when the engine takes nothing more. */
  leaving: AbortSignal;
  /** Aborted when the engine stops for good: what still runs is handed over. */
  stopping: AbortSignal;
}

/** Whole seconds that have passed since a moment. */
export function secondsSince(moment: Date | null): number {
  return moment === null ? 0 : Math.max(0, (Date.now() - moment.getTime()) / 1000);
}
