import { createHash } from "node:crypto";
import type { Actor } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { personOfSession, personOfToken, sessionKey } from "#db/organisation.ts";

/** The person of a session, read at every door so that a revoked one is over at once. */
export async function actorOfSession(session: string): Promise<Actor | null> {
  const person = await personOfSession(database(), session);
  return person ? { kind: "person", ...person } : null;
}

/** The actor of a bearer token: acts for its person, and is told apart from them in the audit. */
export async function actorOfToken(token: string): Promise<Actor | null> {
  const hash = createHash("sha256").update(token).digest("hex");
  const found = await personOfToken(database(), hash);
  if (!found) return null;
  const { id, name, tokenId, teams, roles } = found;
  return { kind: "token", id: tokenId, name, person: id, teams, roles };
}

/** What session cookies are encrypted with. */
export function cookieKey(): string {
  return sessionKey();
}
