import type { Actor } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { personOfSession, sessionKey, touchSession } from "#db/session.ts";
import { knownToken, touchToken } from "#db/token.ts";
import { env } from "#lib/env.ts";

/** The person of the session that a browser holds, read at every door so that a revoked one is over at once. */
export async function actorOfSession(held: string): Promise<Actor | null> {
  const seen = await personOfSession(database(), held, env().PAO_SESSION_IDLE_HOURS);
  if (!seen) return null;
  if (seen.stale) await touchSession(database(), seen.session);
  return { kind: "person", ...seen.person };
}

/** The actor of a bearer token: acts for its person or its team within its scopes, and is told apart from them in the audit. */
export async function actorOfToken(held: string): Promise<Actor | null> {
  const found = await knownToken(database(), held);
  if (!found) return null;
  const { id, name, person, personName, team, scopes, stale } = found;
  if (stale) await touchToken(database(), id);
  const mine = { kind: "token", id, name, person, personName, scopes } as const;
  if (team === null) return { ...mine, teams: found.teams, roles: found.roles };
  return { ...mine, teams: { [team]: scopes.includes("author") ? ["author", "member"] : ["member"] }, roles: [] };
}

/** What session cookies are encrypted with. */
export function cookieKey(): string {
  return sessionKey();
}
