import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { Adapter } from "./adapter.ts";
import { terraformVersion } from "./terraform/binary.ts";

// An engine that never meets a kind never loads its SDK.
const loading: Partial<Record<AdapterKind, () => Promise<Adapter>>> = {
  "jira-issue": async () => (await import("./jira/adapter.ts")).jiraIssue,
  "github-workflow": async () => (await import("./github/adapter.ts")).githubWorkflow,
  "github-pull-request": async () => (await import("./github/pull-request.ts")).githubPullRequest,
  http: async () => (await import("./http/adapter.ts")).http,
  manual: async () => (await import("./manual.ts")).manual,
  offering: async () => (await import("./offering.ts")).offering,
  terraform: async () => (await import("./terraform/adapter.ts")).terraform,
};

const builtIn: Record<string, string> = {
  "jira-issue": "1",
  "github-workflow": "1",
  "github-pull-request": "1",
  http: "1",
  manual: "1",
  offering: "1",
};

/** What this engine can run, by kind and version, as it says of itself. Looks for programs, so ask once. */
export async function findCapabilities(): Promise<Record<string, string>> {
  const version = await terraformVersion();
  return { ...builtIn, ...(version === null ? {} : { terraform: version }) };
}

// Importing again costs, also what is loaded.
const loaded = new Map<AdapterKind, Adapter>();

/** The half of an adapter that talks to the world; undefined while there is none. */
export async function adapterFor(kind: AdapterKind): Promise<Adapter | undefined> {
  const adapter = loaded.get(kind) ?? (await loading[kind]?.());
  if (adapter) loaded.set(kind, adapter);
  return adapter;
}
