import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { Adapter } from "./adapter.ts";
import { githubWorkflow } from "./github/adapter.ts";
import { http } from "./http/adapter.ts";
import { jiraIssue } from "./jira/adapter.ts";
import { manual } from "./manual.ts";
import { terraform } from "./terraform/adapter.ts";
import { terraformVersion } from "./terraform/binary.ts";

const adapters: Partial<Record<AdapterKind, Adapter>> = {
  "jira-issue": jiraIssue,
  "github-workflow": githubWorkflow,
  http,
  manual,
  terraform,
};

const builtIn: Record<string, string> = {
  "jira-issue": "1",
  "github-workflow": "1",
  http: "1",
  manual: "1",
};

/** What this engine can run, by kind and version, as it says of itself. Looks for programs, so ask once. */
export async function findCapabilities(): Promise<Record<string, string>> {
  const version = await terraformVersion();
  return { ...builtIn, ...(version === null ? {} : { terraform: version }) };
}

/** The half of an adapter that talks to the world; undefined while there is none. */
export function adapterFor(kind: AdapterKind): Adapter | undefined {
  return adapters[kind];
}
