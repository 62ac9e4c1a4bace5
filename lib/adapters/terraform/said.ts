import { isJsonObject, type Json, type JsonObject } from "#lib/core/json.ts";

export interface Diagnostic {
  severity: "error" | "warning";
  summary: string;
  detail: string;
  /** As Terraform names it from the module's folder. */
  file?: string;
  line?: number;
  /** The variables whose values it says are not right. */
  variables?: string[];
}

/** What a line of `terraform … -json` says, as far as it is of interest. Values are never among it. */
export type Said =
  | { what: "planned"; address: string; action: string }
  | { what: "begun"; address: string; action: string }
  | { what: "progress"; address: string; action: string; seconds: number }
  | { what: "ended"; address: string; action: string; seconds: number; worked: boolean }
  | { what: "printed"; address: string; text: string }
  | { what: "diagnostic"; diagnostic: Diagnostic }
  /** What a plan, or what was done, comes to. It is said of a plan that failed as well. */
  | { what: "summary"; text: string }
  | { what: "told"; text: string };

/** Source: https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
export function said(line: string): Said | null {
  const event = parsed(line);
  if (!event) return null;
  const type = text(event["type"]);
  if (type === "diagnostic") return { what: "diagnostic", diagnostic: diagnosticOf(event["diagnostic"]) };
  if (type === "planned_change") return planned(event);
  if (type === "change_summary") return { what: "summary", text: text(event["@message"]) };
  if (type === "init_output") return { what: "told", text: text(event["@message"]) };
  return hooked(type, event);
}

function parsed(line: string): JsonObject | null {
  if (!line.startsWith("{")) return null;
  try {
    const event: unknown = JSON.parse(line);
    return isJsonObject(event) ? event : null;
  } catch {
    return null;
  }
}

function planned(event: JsonObject): Said | null {
  const change = objectOf(event["change"]);
  return { what: "planned", address: text(objectOf(change["resource"])["addr"]), action: text(change["action"]) };
}

function hooked(type: string, event: JsonObject): Said | null {
  const hook = objectOf(event["hook"]);
  const address = text(objectOf(hook["resource"])["addr"]);
  const action = text(hook["action"]);
  const elapsed = hook["elapsed_seconds"];
  const seconds = typeof elapsed === "number" ? elapsed : 0;
  switch (type) {
    case "apply_start":
      return { what: "begun", address, action };
    case "apply_progress":
      return { what: "progress", address, action, seconds };
    case "apply_complete":
      return { what: "ended", address, action, seconds, worked: true };
    case "apply_errored":
      return { what: "ended", address, action, seconds, worked: false };
    case "provision_progress":
      return { what: "printed", address, text: text(hook["output"]).replace(/\n$/, "") };
    default:
      return null;
  }
}

/** One diagnostic, as events, `validate` and `plan` write it. The snippet may show values: only names are taken from it. */
export function diagnosticOf(given: unknown): Diagnostic {
  const { severity, summary, detail, range, snippet } = objectOf(given);
  const variables = blamed(text(detail), objectOf(snippet)["values"]);
  const { filename, start } = objectOf(range);
  const line = objectOf(start)["line"];
  return {
    severity: severity === "warning" ? "warning" : "error",
    summary: text(summary),
    detail: text(detail),
    ...(typeof filename === "string" ? { file: filename } : {}),
    ...(typeof line === "number" ? { line } : {}),
    ...(variables.length > 0 ? { variables } : {}),
  };
}

/** A value of the wrong kind, one that is missing, and one that the module's own rule refuses. */
function blamed(detail: string, values: Json | undefined): string[] {
  const named = / is not suitable for var\.([\w-]+)| variable "([\w-]+)" is not set/.exec(detail);
  if (named) return [named[1] ?? named[2] ?? ""];
  if (!detail.includes("checked by the validation rule") || !Array.isArray(values)) return [];
  return values.flatMap((value) => /^var\.([\w-]+)/.exec(text(objectOf(value)["traversal"]))?.[1] ?? []);
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
