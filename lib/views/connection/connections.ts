import { may, type Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { credentialParts, listConnections } from "#db/connection.ts";
import type { ConnectionView } from "./shape.ts";

/** The connections, for an admin; never their credentials. */
export async function connections(actor: Actor): Promise<ConnectionView[]> {
  const answer = may(actor, { verb: "connection.read" });
  if (!answer.allowed) throw new Problem("forbidden", answer.reason);
  const rows = await listConnections(database());
  return rows.map((row) => {
    const { name, kind, baseUrl, settings, updatedAt } = row;
    return { name, kind, baseUrl, settings, credential: credentialParts(row), updatedAt: updatedAt.toISOString() };
  });
}
