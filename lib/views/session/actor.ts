import type { Actor } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { hashToken, personOfSession, personOfToken, sessionKey } from "#db/organisation.ts";

/** The person of a session, read at every door so that a revoked one is over at once. */
export async function actorOfSession(session: string): Promise<Actor | null> {
  const person = await personOfSession(database(), session);
  return person ? { kind: "person", ...person } : null;
}

/** The actor of a bearer token: acts for its person, and is told apart from them in the audit. */
export async function actorOfToken(token: string): Promise<Actor | null> {
  const found = await personOfToken(database(), hashToken(token));
  if (!found) return null;
  const { id, name, tokenId, teams, roles } = found;
  return { kind: "token", id: tokenId, name, person: id, teams, roles };
}

/** What session cookies are encrypted with. */
export function cookieKey(): string {
  return sessionKey();
}
