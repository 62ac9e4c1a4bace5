import { eq, inArray, or, sql, type SQL } from "drizzle-orm";
import { may, personOf, type Actor } from "#lib/core/access.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { ownerOf } from "#db/offering.ts";
import { loadRequest, type RequestRow } from "#db/request.ts";
import { offering, request } from "#db/tables.ts";

/** The request, for an actor who may see it. */
export async function loadVisible(actor: Actor, written: string): Promise<RequestRow> {
  const number = parseNumber(written);
  const row = number === null ? null : await loadRequest(database(), number);
  if (!row) throw new Problem("not_found", `There is no request ${written.slice(0, 40)}.`);
  const answer = await mayRead(actor, row);
  if (!answer.allowed) throw new Problem("forbidden", answer.reason);
  return row;
}

export async function mayRead(actor: Actor, row: Pick<RequestRow, "team" | "person" | "offering">) {
  const ask = { verb: "request.read", team: row.team, requester: row.person } as const;
  const answer = may(actor, { ...ask, ownerTeam: "" });
  // The owner is looked up only where it can matter.
  return answer.allowed ? answer : may(actor, { ...ask, ownerTeam: await ownerOf(database(), row.offering) });
}

/** `request.read` of lib/core/access.ts as a condition on rows; a test holds the two against each other. */
export function visibleTo(actor: Actor): SQL | undefined {
  if (actor.kind === "system") return undefined;
  if (!("teams" in actor)) return sql`false`;
  if (actor.roles.length > 0) return undefined;
  const teams = Object.keys(actor.teams);
  const person = personOf(actor);
  return or(
    person === null ? sql`false` : eq(request.person, person),
    teams.length === 0 ? undefined : inArray(request.team, teams),
    teams.length === 0 ? undefined : inArray(offering.owner, teams),
  );
}
