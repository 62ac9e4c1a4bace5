import type { Door } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import type { Transaction } from "./client.ts";
import { audit } from "./tables.ts";

export interface AuditEntry {
  actor: ActorLabel;
  door: Door;
  verb: string;
  /** `request:20418`, `offering:postgresql`, `connection:jira`. */
  subject: string;
  outcome: "done" | "denied";
  /** Never secret. */
  detail: JsonObject;
}

/** Written in the command's transaction: when it cannot be written, nothing is. */
export async function writeAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await tx.insert(audit).values(entry);
}
