import type { Actor } from "#lib/core/access.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { database } from "#db/client.ts";
import { type ConnectionRow, credentialParts, listConnections } from "#db/connection.ts";
import { type ConnectionUse, loadConnectionUses } from "#db/connection-use.ts";
import { type KnownGate, listGates, loadStandings } from "#db/gate.ts";
import { listTeams } from "#db/organisation.ts";
import { loadTallies, type Tally } from "#db/webhook.ts";
import { isSender } from "#lib/core/webhook/concern.ts";
import { refusalOf } from "#lib/core/outbound/allowed.ts";
import { env, outboundAllowed } from "#lib/env.ts";
import type { ConnectionView, WebhookView } from "./shape.ts";
import { permit } from "../permit.ts";

/** The connections, for an admin; never their credentials. */
export async function connections(actor: Actor): Promise<ConnectionView[]> {
  permit(actor, { verb: "connection.read" });
  const db = database();
  const rows = await listConnections(db);
  const [uses, tallies, gates, standings] = await Promise.all([
    loadConnectionUses(db, rows),
    loadTallies(db),
    listGates(db),
    loadStandings(db),
  ]);
  return rows.map((row) => {
    const { name, kind } = row;
    const tally = tallies.find(({ connection }) => connection === name);
    return {
      ...configured(row),
      usedBy: usedBy(uses.get(name)),
      webhook: isSender(kind) ? webhookView(name, tally) : null,
      gate: { ...(standings.get(name) ?? { inHand: 0, waiting: 0 }), pausedUntil: pausedUntil(gates, name) },
    };
  });
}

function configured(row: ConnectionRow) {
  const { name, kind, baseUrl, settings, teams, credentialAt, updatedAt } = row;
  const times = { credentialAt: credentialAt?.toISOString() ?? null, updatedAt: updatedAt.toISOString() };
  return {
    name,
    kind,
    baseUrl,
    refused: refusedAt(baseUrl),
    settings,
    teams,
    credential: credentialParts(row),
    ...times,
  };
}

/** Behind a proxy, it is the proxy that decides. */
function refusedAt(baseUrl: string): string | null {
  return env().NODE_USE_ENV_PROXY === "1" ? null : refusalOf(outboundAllowed(), baseUrl);
}

function usedBy(use: ConnectionUse | undefined): ConnectionView["usedBy"] {
  const { offerings = [], requests = [] } = use ?? {};
  return { offerings, requests: requests.map(formatNumber) };
}

function pausedUntil(gates: readonly KnownGate[], name: string): string | null {
  const until = gates.find((gate) => gate.name === name)?.pausedUntil ?? null;
  return until !== null && until > new Date() ? until.toISOString() : null;
}

/** The teams that a connection can be open to. */
export async function connectionTeams(): Promise<{ name: string; title: string }[]> {
  return (await listTeams(database())).map(({ name, title }) => ({ name, title }));
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
