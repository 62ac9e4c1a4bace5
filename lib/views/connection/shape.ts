import type { JsonObject } from "#lib/core/json.ts";

/** A connection as an admin sees it: never its credential. */
export interface ConnectionView {
  name: string;
  kind: "jira" | "http" | "github";
  baseUrl: string;
  /** Why PAO will not call that address, as the web process is set up: `it is a private address`; null when nothing is known against it. */
  refused: string | null;
  settings: JsonObject;
  /** Names of the credential's parts that are set: `email`, `token`. */
  credential: string[];
  /** When the credential was last given; null without one. */
  credentialAt: string | null;
  /** The teams whose offerings may use it; null for all. */
  teams: string[] | null;
  /** What would miss it. */
  usedBy: { offerings: { name: string; title: string }[]; requests: string[] };
  updatedAt: string;
  /** What came in at its webhook door; null for a kind that sends none. */
  webhook: WebhookView | null;
  /** How much of what it takes is used. */
  gate: GateView;
}

export interface GateView {
  /** Steps that hold a place now; counted where there is a limit. */
  inHand: number;
  /** Steps that wait for a place. */
  waiting: number;
  /** The outside asked to slow down until then; null while it did not. */
  pausedUntil: string | null;
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
