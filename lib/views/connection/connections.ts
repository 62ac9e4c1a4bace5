import { may, type Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { credentialParts, listConnections } from "#db/connection.ts";
import { type KnownGate, listGates, loadStandings } from "#db/gate.ts";
import { loadTallies, type Tally } from "#db/webhook.ts";
import { isSender } from "#lib/core/webhook/concern.ts";
import { env } from "#lib/env.ts";
import type { ConnectionView, WebhookView } from "./shape.ts";

/** The connections, for an admin; never their credentials. */
export async function connections(actor: Actor): Promise<ConnectionView[]> {
  const answer = may(actor, { verb: "connection.read" });
  if (!answer.allowed) throw new Problem("forbidden", answer.reason);
  const db = database();
  const [rows, tallies, gates, standings] = await Promise.all([
    listConnections(db),
    loadTallies(db),
    listGates(db),
    loadStandings(db),
  ]);
  return rows.map((row) => {
    const { name, kind, baseUrl, settings } = row;
    const tally = tallies.find(({ connection }) => connection === name);
    return {
      name,
      kind,
      baseUrl,
      settings,
      credential: credentialParts(row),
      updatedAt: row.updatedAt.toISOString(),
      webhook: isSender(kind) ? webhookView(name, tally) : null,
      gate: { ...(standings.get(name) ?? { inHand: 0, waiting: 0 }), pausedUntil: pausedUntil(gates, name) },
    };
  });
}

function pausedUntil(gates: readonly KnownGate[], name: string): string | null {
  const until = gates.find((gate) => gate.name === name)?.pausedUntil ?? null;
  return until !== null && until > new Date() ? until.toISOString() : null;
}

/** Where GitHub and Jira send what has moved, up to the connection's name. */
export function webhooksAt(): string {
  return `${env().baseUrl}/api/webhooks/`;
}

function webhookView(name: string, tally: Tally | undefined): WebhookView {
  const { received = 0, woke = 0, unknown = 0, refused = 0, receivedAt = null, refusedAt = null } = tally ?? {};
  const times = { receivedAt: receivedAt?.toISOString() ?? null, refusedAt: refusedAt?.toISOString() ?? null };
  return { url: webhooksAt() + name, received, woke, unknown, refused, ...times };
}
