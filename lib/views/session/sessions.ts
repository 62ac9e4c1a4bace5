import { personOf, type Actor } from "#lib/core/access.ts";
import { browserName } from "#lib/core/browser-name.ts";
import { database } from "#db/client.ts";
import { listSessions } from "#db/session.ts";
import { env } from "#lib/env.ts";
import type { SessionView } from "./shape.ts";
import { permit } from "../permit.ts";

/** Where somebody is signed in: oneself, or for an admin anybody. `held` is what the asking browser holds. */
export async function sessions(actor: Actor, asked: { person?: string; held?: string | null }): Promise<SessionView[]> {
  const person = asked.person ?? personOf(actor);
  if (person === null) return [];
  permit(actor, { verb: "session.read", person });
  const rows = await listSessions(database(), person, env().PAO_SESSION_IDLE_HOURS, asked.held ?? null);
  return rows.map(({ id, createdAt, seenAt, expiresAt, address, userAgent, current }) => ({
    id,
    createdAt: createdAt.toISOString(),
    seenAt: seenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    address,
    browser: browserName(userAgent),
    current,
  }));
}
