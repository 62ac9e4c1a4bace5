import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { AdapterDefinition } from "./definition.ts";
import { approval } from "./approval.ts";
import { githubPullRequest } from "./github-pull-request.ts";
import { githubWorkflow } from "./github-workflow.ts";
import { http } from "./http.ts";
import { jiraIssue } from "./jira-issue.ts";
import { manual } from "./manual.ts";
import { offering } from "./offering.ts";
import { terraform } from "./terraform.ts";

/** Every adapter that a document may name, in the order they are explained. */
export const adapterDefinitions: readonly AdapterDefinition[] = [
  jiraIssue,
  http,
  manual,
  githubWorkflow,
  githubPullRequest,
  terraform,
  approval,
  offering,
];

/** Those that run, which is what an author is offered: the others are read and refused when they are ordered. */
export const builtAdapters = adapterDefinitions.filter(({ built }) => built);

const byKind: Record<AdapterKind, AdapterDefinition> = {
  "jira-issue": jiraIssue,
  http,
  manual,
  "github-workflow": githubWorkflow,
  "github-pull-request": githubPullRequest,
  terraform,
  approval,
  offering,
};

export function adapterDefinition(kind: AdapterKind): AdapterDefinition {
  return byKind[kind];
}
