import type { Reader } from "#db/client.ts";
import { loadPerson } from "#db/organisation.ts";
import type { RequestRow } from "#db/request.ts";
import { loadToken } from "#db/token.ts";
import { type Actor, type Ask, may } from "#lib/core/access.ts";

type Requested = Pick<RequestRow, "person" | "requester">;

/** Whose permission a step runs with: whoever ordered the request or, once they may no longer, the member of its team who made it go on. */
export async function vouchingFor(
  db: Reader,
  row: Requested & Pick<RequestRow, "vouchedBy">,
  ask: Ask,
): Promise<Actor> {
  const requester = await requesterOf(db, row);
  if (row.vouchedBy === null || may(requester, ask).allowed) return requester;
  return personNow(db, row.vouchedBy, row.vouchedBy);
}

/** Who ordered a request, with the teams and roles of today. */
export async function requesterOf(db: Reader, { person: id, requester }: Requested): Promise<Actor> {
  if (id === null) return withoutPerson(db, requester);
  return personNow(db, id, requester.name);
}

async function personNow(db: Reader, id: string, name: string): Promise<Actor> {
  const person = await loadPerson(db, id);
  return { kind: "person", id, name, teams: person?.teams ?? {}, roles: person?.roles ?? [] };
}

/** A token of a team ordered for the team, and what it ordered goes on when it is revoked or has run out. */
async function withoutPerson(db: Reader, { kind, id, name }: Requested["requester"]): Promise<Actor> {
  if (kind !== "token") return { kind: "system", id: "engine", name: "PAO" };
  const team = (await loadToken(db, id))?.team ?? null;
  return { kind: "token", id, name, person: null, teams: team === null ? {} : { [team]: ["member"] }, roles: [] };
}
