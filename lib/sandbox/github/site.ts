import { createHash } from "node:crypto";
import { workflowFiles } from "./workflow-files.ts";
import { readWorkflow, type Workflow } from "./workflow.ts";

/** What the sandbox's GitHub holds besides runs. Fixed, so that offerings and tests can name it. */
export interface Repository {
  id: number;
  owner: string;
  name: string;
  fullName: string;
  description: string;
  archived: boolean;
}
export interface WorkflowFile {
  id: number;
  file: string;
  path: string;
  source: string;
  workflow: Workflow;
}

export const organisation = { id: 7001, login: "acme", type: "Organization" } as const;
/** Whoever the connection's token belongs to. */
export const robot = { id: 7002, login: "pao-bot", type: "Bot" } as const;
export const app = { id: 40_001, slug: "pao", installation: 50_001 } as const;

const described = [
  ["db-ops", "How databases are prepared and looked after."],
  ["platform", "Deployments and checks of the platform."],
  ["checkout", "The shop's checkout."],
  ["deployments", "What runs where: one file for each service and environment."],
  ["legacy-config", "How it was done before. Archived."],
] as const;

export const repositories: readonly Repository[] = described.map(([name, description], at) => ({
  id: 6001 + at,
  owner: organisation.login,
  name,
  fullName: `${organisation.login}/${name}`,
  description,
  archived: name === "legacy-config",
}));

/** Who may be asked to review. */
export const reviewers: readonly string[] = ["kim", "sam", "robin"];
export const teams: readonly string[] = ["compute", "data-platform", "messaging", "networking", "security"];

/** Branches and tags of every repository; the first is the default branch. */
export const refs: readonly string[] = ["main", "release", "v1"];

export const startedAt = new Date("2026-01-05T09:00:00Z");

export function repositoryOf(owner: string, name: string): Repository | undefined {
  return repositories.find((each) => each.fullName === `${owner}/${name}`.toLowerCase());
}

/** `main`, as well as `refs/heads/main`. */
export function refOf(given: string): string | undefined {
  const short = given.replace(/^refs\/(heads|tags)\//, "");
  return refs.find((each) => each === short);
}

export function shaOf(repository: Repository, ref: string): string {
  return createHash("sha1").update(`${repository.fullName}@${ref}`).digest("hex");
}

const all = new Map<string, WorkflowFile[]>(
  repositories.map((repository) => [
    repository.fullName,
    Object.entries(workflowFiles[repository.fullName] ?? {}).map(([file, source], at) => ({
      id: repository.id * 100 + at,
      file,
      path: `.github/workflows/${file}`,
      source,
      workflow: readWorkflow(source),
    })),
  ]),
);

export function workflowsOf(repository: Repository): readonly WorkflowFile[] {
  return all.get(repository.fullName) ?? [];
}

export function workflowOf(repository: Repository, fileOrId: string): WorkflowFile | undefined {
  return workflowsOf(repository).find(({ file, id }) => file === fileOrId || String(id) === fileOrId);
}
