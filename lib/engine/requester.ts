import type { Reader } from "#db/client.ts";
import { loadPerson, type PersonWithTeams } from "#db/organisation.ts";
import type { RequestRow } from "#db/request.ts";
import { orderingToken } from "#db/token.ts";
import { type Actor, type Ask, may } from "#lib/core/access.ts";
import { actorOfKnown } from "#lib/core/token-actor.ts";

type Requested = Pick<RequestRow, "person" | "requester">;

/** Whose permission a step runs with: whoever ordered the request or, once they may no longer, the member of its team who made it go on. */
export async function vouchingFor(
  db: Reader,
  row: Requested & Pick<RequestRow, "vouchedBy">,
  ask: Ask,
  known?: PersonWithTeams,
): Promise<Actor> {
  const requester = await requesterOf(db, row, known);
  if (row.vouchedBy === null || may(requester, ask).allowed) return requester;
  return personNow(db, row.vouchedBy, row.vouchedBy);
}

/** Who ordered a request, with the teams and roles of today; `known` where the person behind it was read just now. */
export async function requesterOf(
  db: Reader,
  { person, requester }: Requested,
  known?: PersonWithTeams,
): Promise<Actor> {
  const { kind, id, name } = requester;
  if (kind === "token") return tokenNow(db, requester);
  if (person !== null) return known ? { kind: "person", ...known, name } : personNow(db, person, name);
  // Nobody but PAO itself may everything.
  return kind === "system" ? { kind, id: "engine", name: "PAO" } : { kind: "person", id, name, teams: {}, roles: [] };
}

async function personNow(db: Reader, id: string, name: string): Promise<Actor> {
  const person = await loadPerson(db, id);
  return { kind: "person", id, name, teams: person?.teams ?? {}, roles: person?.roles ?? [] };
}

/** What a token ordered goes on when it has run out, and stops when it was revoked: somebody else may have had it. */
async function tokenNow(db: Reader, { id, name }: Requested["requester"]): Promise<Actor> {
  const found = await orderingToken(db, id);
  const actor = found ? actorOfKnown(found) : null;
  return actor ?? { kind: "token", id, name, person: null, teams: {}, roles: [] };
}
