import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { Adapter } from "./adapter.ts";
import { http } from "./http/adapter.ts";
import { jiraIssue } from "./jira/adapter.ts";
import { manual } from "./manual.ts";

const adapters: Partial<Record<AdapterKind, Adapter>> = { "jira-issue": jiraIssue, http, manual };

/** What this engine can run, by kind and version, as it says of itself. */
export const capabilities: Record<string, string> = { "jira-issue": "1", http: "1", manual: "1" };

/** The half of an adapter that talks to the world; undefined while there is none. */
export function adapterFor(kind: AdapterKind): Adapter | undefined {
  return adapters[kind];
}
