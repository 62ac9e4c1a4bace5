import { isJsonObject, type Json, type JsonObject } from "../json.ts";

/** The outside thing that a delivery is about, as a step's reference names it. */
export interface Concern {
  /** The kinds of reference that may name it. */
  kind: "issue" | "run" | "pull_request";
  /** What such a reference may have as its id. */
  ids: string[];
  /** Numbers of pull requests begin anew in each repository. */
  repository?: string;
}

/** What a Jira site tells of: an issue, by its number, which stays when its key changes. Null when it is no issue. */
function inJira({ issue }: JsonObject): Concern | null {
  if (!isJsonObject(issue)) return null;
  const ids = [textOf(issue["id"]), textOf(issue["key"])].filter((id) => id !== "");
  return ids.length === 0 ? null : { kind: "issue", ids };
}

/** What GitHub tells of: a run of a workflow, one of its jobs, or a pull request. Null when it is anything else. */
function inGithub(payload: JsonObject): Concern | null {
  const { workflow_run: run, workflow_job: job, pull_request: pull } = payload;
  if (isJsonObject(run)) return runOf(run["id"]);
  if (isJsonObject(job)) return runOf(job["run_id"]);
  if (!isJsonObject(pull)) return null;
  const number = textOf(pull["number"]);
  const repository = isJsonObject(payload["repository"]) ? textOf(payload["repository"]["full_name"]) : "";
  if (number === "" || repository === "") return null;
  return { kind: "pull_request", ids: [number, `${repository}#${number}`], repository };
}

function runOf(id: Json | undefined): Concern | null {
  const text = textOf(id);
  return text === "" ? null : { kind: "run", ids: [text] };
}

/** Ids that could be one of ours, as text; GitHub's are numbers, Jira's are texts. */
function textOf(value: Json | undefined): string {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? String(value) : "";
  return typeof value === "string" && /^[\x21-\x7e]{1,300}$/.test(value) ? value : "";
}

/** The kinds of connection that take webhooks: the header that carries the signature, and how a delivery is read. */
export const senders = {
  jira: { signature: "x-hub-signature", concern: inJira },
  github: { signature: "x-hub-signature-256", concern: inGithub },
} as const satisfies Record<string, { signature: string; concern: (payload: JsonObject) => Concern | null }>;

export type SenderKind = keyof typeof senders;

export function isSender(kind: string): kind is SenderKind {
  return Object.hasOwn(senders, kind);
}
