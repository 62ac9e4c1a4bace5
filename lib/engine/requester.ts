import type { Reader } from "#db/client.ts";
import { loadPerson } from "#db/organisation.ts";
import type { RequestRow } from "#db/request.ts";
import { loadToken } from "#db/token.ts";
import type { Actor } from "#lib/core/access.ts";

type Requested = Pick<RequestRow, "person" | "requester">;

/** Who ordered a request, with the teams and roles of today. */
export async function requesterOf(db: Reader, { person: id, requester }: Requested): Promise<Actor> {
  if (id === null) return withoutPerson(db, requester);
  const person = await loadPerson(db, id);
  return { kind: "person", id, name: requester.name, teams: person?.teams ?? {}, roles: person?.roles ?? [] };
}

/** A token of a team ordered for the team, and what it ordered goes on when it is revoked or has run out. */
async function withoutPerson(db: Reader, { kind, id, name }: Requested["requester"]): Promise<Actor> {
  if (kind !== "token") return { kind: "system", id: "engine", name: "PAO" };
  const team = (await loadToken(db, id))?.team ?? null;
  return { kind: "token", id, name, person: null, teams: team === null ? {} : { [team]: ["member"] }, roles: [] };
}
