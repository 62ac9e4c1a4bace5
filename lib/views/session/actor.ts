import type { Actor } from "#lib/core/access.ts";
import { actorOfKnown } from "#lib/core/token-actor.ts";
import { database } from "#db/client.ts";
import { personOfSession, sessionKey, touchSession } from "#db/session.ts";
import { knownToken, touchToken } from "#db/token.ts";
import { env } from "#lib/env.ts";

/** The person of the session that a browser holds, read at every door so that a revoked one is over at once. */
export async function actorOfSession(held: string): Promise<Actor | null> {
  const { PAO_SESSION_IDLE_HOURS: idleHours, provider } = env();
  const seen = await personOfSession(database(), held, { idleHours, provider });
  if (!seen) return null;
  if (seen.stale) await touchSession(database(), seen.session);
  return { kind: "person", ...seen.person };
}

/** The actor of a bearer token: acts for its person or its team within its scopes, and is told apart from them in the audit. */
export async function actorOfToken(held: string): Promise<Actor | null> {
  const found = await knownToken(database(), held, env().provider);
  const actor = found ? actorOfKnown(found) : null;
  if (found?.stale && actor) await touchToken(database(), found.id);
  return actor;
}

/** What session cookies are encrypted with. */
export function cookieKey(): string {
  return sessionKey();
}
