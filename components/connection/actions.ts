import type { JsonObject } from "#lib/core/json.ts";
import type { ProbeConnection } from "#components/probe/connection-probe.tsx";
import type { Result } from "#lib/core/problem.ts";

export interface ConnectionGiven {
  name: string;
  kind: "jira" | "http" | "github";
  baseUrl: string;
  settings: JsonObject;
  /** A part that is left out keeps its value. */
  credential: Record<string, string>;
  /** null: all. */
  teams: string[] | null;
}

export interface ConnectionActions {
  saveConnection: (given: ConnectionGiven) => Promise<Result<{ name: string }>>;
  replaceCredential: (given: { name: string; credential: Record<string, string> }) => Promise<Result<{ name: string }>>;
  removeConnection: (given: { name: string; anyway: boolean }) => Promise<Result<{ name: string }>>;
  probeConnection: ProbeConnection;
}
