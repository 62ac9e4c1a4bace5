import { type Actor, type Door, personOf } from "#lib/core/access.ts";
import type { Origin } from "#lib/core/audit/origin.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import type { Transaction } from "./client.ts";
import { audit } from "./tables.ts";

export interface AuditEntry {
  actor: Actor | ActorLabel;
  /** The request that ordered this one; who a token stands for is known by itself. */
  behalf?: string;
  door: Door;
  /** Where they called from; nothing when PAO does it by itself. */
  from?: Origin | undefined;
  verb: string;
  /** `request:20418`, `offering:postgresql`, `connection:jira`. */
  subject: string;
  outcome: "done" | "denied";
  /** Never secret. `changes` holds what was before and after: `{title: ["Old", "New"]}`. */
  detail: JsonObject;
}

/** Written in the command's transaction: when it cannot be written, nothing is. */
export async function writeAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  const { actor, behalf, from, ...same } = entry;
  const { kind, id, name } = actor;
  await tx.insert(audit).values({
    ...same,
    actor: { kind, id, name },
    who: ("teams" in actor ? personOf(actor) : null) ?? id,
    behalf: behalf ?? standsFor(actor),
    address: from?.address ?? null,
    userAgent: from?.userAgent ?? null,
  });
}

/** Whom a token or an agent acts for. */
function standsFor(actor: Actor | ActorLabel): string | null {
  if (!("teams" in actor) || actor.kind === "person") return null;
  const person = personOf(actor);
  if (person !== null) return `person:${person}`;
  const [team] = Object.keys(actor.teams);
  return team === undefined ? null : `team:${team}`;
}
