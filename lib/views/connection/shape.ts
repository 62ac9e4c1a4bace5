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
}
