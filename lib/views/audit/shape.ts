import type { Door } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import type { Subject } from "#lib/core/audit/verbs.ts";

/** What the audit can be narrowed by. */
export interface AuditFilter {
  /** A person's id: what they did, also through their tokens. Or a token of a team. */
  who?: string;
  verb?: string;
  /** `request:20418` or `REQ-20418`, `connection:jira`. */
  subject?: string;
  outcome?: "done" | "denied";
  door?: Door;
  /** Days as `2026-11-21`, both within, or moments; UTC. */
  from?: string;
  to?: string;
  /** Words that all stand in an entry; the last may be the beginning of one. */
  text?: string;
  cursor?: string;
  limit?: number;
}

/** One line of what an actor did. */
export interface AuditRow {
  id: number;
  at: string;
  actor: ActorLabel;
  who: string;
  /** Whom, or for which request: null when for themselves. */
  behalf: Subject | null;
  door: Door;
  address: string | null;
  userAgent: string | null;
  verb: string;
  subject: string;
  about: Subject;
  /** What stands before and after what it was done to: `published` … `as revision 3`. */
  said: { before: string; after: string };
  outcome: "done" | "denied";
  detail: JsonObject;
}

export interface AuditPage {
  items: AuditRow[];
  next: string | null;
}

/** How far the audit is sealed. */
export interface SealedView {
  seals: number;
  /** When it was sealed last. */
  at: string | null;
  /** The oldest entry that should have been sealed by now; null when none waits longer than it has to. */
  lateSince: string | null;
}
