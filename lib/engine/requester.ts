import type { Reader } from "#db/client.ts";
import { loadPerson } from "#db/organisation.ts";
import type { RequestRow } from "#db/request.ts";
import type { Actor } from "#lib/core/access.ts";

/** Who ordered a request, with the teams and roles of today. */
export async function requesterOf(db: Reader, row: Pick<RequestRow, "person" | "requester">): Promise<Actor> {
  if (row.person === null) return { kind: "system", id: "engine", name: "PAO" };
  const person = await loadPerson(db, row.person);
  return {
    kind: "person",
    id: row.person,
    name: row.requester.name,
    teams: person?.teams ?? {},
    roles: person?.roles ?? [],
  };
}
