import type { ConnectionView } from "#lib/views/connection/shape.ts";
import type { ConnectionGiven } from "./actions.ts";
import type { Kind } from "./kinds.ts";

export interface ConnectionDraft {
  name: string;
  kind: Kind;
  baseUrl: string;
  /** Of an HTTP endpoint: the header that carries its token. */
  header: string;
  /** What stands in front of the token: `Bearer`. */
  scheme: string;
  credential: Record<string, string>;
}

export function draftOf(connection: ConnectionView | null): ConnectionDraft {
  if (!connection || connection.kind === "github")
    return { name: "", kind: "jira", baseUrl: "", header: "Authorization", scheme: "Bearer", credential: {} };
  const { name, kind, baseUrl, settings } = connection;
  const header = typeof settings["header"] === "string" ? settings["header"] : "Authorization";
  const scheme =
    typeof settings["scheme"] === "string" ? settings["scheme"] : header === "Authorization" ? "Bearer" : "";
  return { name, kind, baseUrl, header, scheme, credential: {} };
}

/** What is still to be filled in, by JSON pointer into what is sent. */
export function missingIn(draft: ConnectionDraft): Map<string, string> {
  const missing = new Map<string, string>();
  if (draft.name.trim() === "") missing.set("/name", "Give it a name, such as jira.");
  if (draft.baseUrl.trim() === "") missing.set("/baseUrl", "Enter the address.");
  return missing;
}

/** Only what was typed is sent: an empty part of the credential keeps its value. */
export function givenOf(draft: ConnectionDraft, connection: ConnectionView | null): ConnectionGiven {
  const typed = Object.entries(draft.credential).filter(([, value]) => value !== "");
  const ofKind =
    draft.kind === "http" ? { header: draft.header.trim() || "Authorization", scheme: draft.scheme.trim() } : {};
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    baseUrl: draft.baseUrl.trim(),
    settings: { ...connection?.settings, ...ofKind },
    credential: Object.fromEntries(typed),
  };
}
