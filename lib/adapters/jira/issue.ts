import type { JiraIssuePayload } from "#lib/core/adapter/jira-issue.ts";
import { isJsonObject, type Json, type JsonObject } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { Progress } from "../adapter.ts";

/** An issue as it is read; `fields` holds what was asked for. */
export interface ReadIssue {
  id: string;
  key: string;
  fields: JsonObject;
}

const checkAfterSeconds = 2;

export function referenceTo(baseUrl: string, issue: Pick<ReadIssue, "id" | "key">, status?: string): Reference {
  const data = { issue: issue.id, ...(status ? { status } : {}) };
  return { kind: "issue", id: issue.key, url: `${baseUrl}/browse/${issue.key}`, data };
}

/** The fields a look at an issue needs. */
export function fieldsToRead({ outputs = {} }: JiraIssuePayload): string[] {
  return [...new Set(["status", "resolution", ...Object.values(outputs).map(({ from }) => from)])];
}

/** Where the step stands, as the issue says. */
export function progressOf(issue: ReadIssue, payload: JiraIssuePayload, baseUrl: string): Progress {
  const status = isJsonObject(issue.fields["status"]) ? issue.fields["status"] : {};
  const name = textOf(status["name"]);
  const category = isJsonObject(status["statusCategory"]) ? textOf(status["statusCategory"]["key"]) : "";
  const reference = referenceTo(baseUrl, issue, name);
  const resolution = isJsonObject(issue.fields["resolution"]) ? textOf(issue.fields["resolution"]["name"]) : "";
  const refused = payload.refused.some((one) => one.toLowerCase() === resolution.toLowerCase());
  if (refused && category === "done") return refusal(issue.key, resolution, reference);
  const done = payload.done ? payload.done.includes(name) : category === "done";
  if (!done) return { state: "waiting", reference, note: `${issue.key} is ${name}`, checkAfterSeconds };
  return completed(issue, payload, reference);
}

function refusal(key: string, resolution: string, reference: Reference): Progress {
  const problem = {
    code: "jira_wont_do",
    sentence: `${key} was closed as “${resolution}”.`,
    remedy:
      "Read in the issue why. Retry opens a new one, or abort. When it was done in another way, the offering's team says so.",
  };
  return { state: "failed", reference, problem, ended: true };
}

function completed(issue: ReadIssue, { outputs = {} }: JiraIssuePayload, reference: Reference): Progress {
  const values: Record<string, Json> = { key: issue.key, url: reference.url ?? "" };
  const missing: string[] = [];
  for (const [name, { from, type, title }] of Object.entries(outputs)) {
    const value = asType(plain(issue.fields[from]), type);
    if (value === undefined) missing.push(title ?? from);
    else values[name] = value;
  }
  if (missing.length === 0) return { state: "completed", reference, outputs: values };
  const problem = {
    code: "jira_output_missing",
    sentence: `${issue.key} was closed without ${missing.join(", ")}.`,
    remedy: `Fill it in in ${issue.key}, then retry: PAO reads it again.`,
  };
  return { state: "failed", reference, problem, ended: false };
}

/** A field's value without Jira's wrapping: an option's value, a user's name, a document's text. Nothing when it is empty. */
function plain(value: Json | undefined): Json | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (Array.isArray(value)) return value.flatMap((item) => plain(item) ?? []);
  if (!isJsonObject(value)) return value;
  if (value["type"] === "doc") return documentText(value).trim() || undefined;
  return value["value"] ?? value["displayName"] ?? value["name"] ?? value["key"] ?? value;
}

function documentText(node: JsonObject): string {
  const own = textOf(node["text"]);
  const content = Array.isArray(node["content"]) ? node["content"].filter(isJsonObject).map(documentText).join("") : "";
  return own + content + (node["type"] === "paragraph" || node["type"] === "hardBreak" ? "\n" : "");
}

/** Jira's text fields hold numbers as text and its number fields hold text as numbers. */
function asType(value: Json | undefined, type: string): Json | undefined {
  if (typeof value === "number" && type === "string") return String(value);
  const numeric = type === "integer" || type === "number";
  if (typeof value === "string" && numeric && value.trim() !== "" && Number.isFinite(Number(value)))
    return Number(value);
  return value;
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
