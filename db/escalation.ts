import { escalationOf, nowhereToEscalate } from "#lib/core/escalation/target.ts";
import { connectionOf } from "#lib/core/decide/connection.ts";
import type { Escalation } from "#lib/core/offering/document.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Database, Transaction } from "./client.ts";
import { loadCurrent, loadRevision } from "./offering.ts";
import type { RequestRow } from "./request.ts";
import { connection } from "./tables.ts";

/** Where tickets of a request would go, or why nowhere. */
export type EscalationTarget = { target: Escalation } | { missing: { message: string; remedy: string } };

/** As the offering says now, because those are the people who are there now; else as it said when this was ordered. */
export async function loadEscalation(
  on: Database | Transaction,
  { offering, revision, operation }: Pick<RequestRow, "offering" | "revision" | "operation">,
): Promise<EscalationTarget> {
  // A draft that is tried says it itself: what is published may not even be of the same team.
  const now = revision < 0 ? undefined : (await loadCurrent(on, offering))?.document;
  const then = (await loadRevision(on, offering, revision))?.document;
  const target = (now && escalationOf(now, operation)) ?? (then && escalationOf(then, operation));
  if (!target) {
    const document = now ?? then;
    if (!document) throw new Problem("internal", `The offering ${offering} is gone.`);
    return { missing: nowhereToEscalate(document) };
  }
  const owner = (now ?? then)?.metadata.owner;
  const connections = await on
    .select({ name: connection.name, kind: connection.kind, teams: connection.teams })
    .from(connection);
  const found = connectionOf({ uses: "jira-issue", connection: target.connection }, connections, owner);
  if ("missing" in found) return { missing: { message: found.missing, remedy: found.remedy } };
  return { target };
}
