import type { JsonObject } from "#lib/core/json.ts";

/** A connection as an admin sees it: never its credential. */
export interface ConnectionView {
  name: string;
  kind: "jira" | "http" | "github";
  baseUrl: string;
  settings: JsonObject;
  /** Names of the credential's parts that are set: `email`, `token`. */
  credential: string[];
  updatedAt: string;
  /** What came in at its webhook door; null for a kind that sends none. */
  webhook: WebhookView | null;
}

export interface WebhookView {
  /** Where the outside is to send. */
  url: string;
  /** What was signed: each of it woke a step or was unknown. */
  received: number;
  woke: number;
  unknown: number;
  /** Without a right signature, or not to be read. */
  refused: number;
  receivedAt: string | null;
  refusedAt: string | null;
}
