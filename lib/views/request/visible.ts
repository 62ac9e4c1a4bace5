import { and, eq, inArray, or, sql, type SQL } from "drizzle-orm";
import { personOf, type Actor } from "#lib/core/access.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { Problem } from "#lib/core/problem.ts";
import { database, type Reader } from "#db/client.ts";
import { partiesOf } from "#db/parties.ts";
import { loadRequest, type RequestRow } from "#db/request.ts";
import { offering, request, step } from "#db/tables.ts";
import { permit } from "../permit.ts";

/** The request, for an actor who may see it. */
export async function loadVisible(actor: Actor, written: string): Promise<RequestRow> {
  const number = parseNumber(written);
  const row = number === null ? null : await loadRequest(database(), number);
  const parties = row && (await partiesOf(database(), row.number));
  if (!row || !parties) throw new Problem("not_found", `There is no request ${written.slice(0, 40)}.`);
  permit(actor, { verb: "request.read", ...parties });
  return row;
}

/** May the actor see this request, as things are now? */
export async function maySee(actor: Actor, written: string): Promise<boolean> {
  try {
    await loadVisible(actor, written);
    return true;
  } catch (error) {
    if (error instanceof Problem && (error.code === "forbidden" || error.code === "not_found")) return false;
    throw error;
  }
}

/** Those of some requests that an actor may see. */
export async function visibleAmong(
  actor: Actor,
  numbers: readonly number[],
  on: Reader = database(),
): Promise<Set<number>> {
  const rows = await on
    .select({ number: request.number })
    .from(request)
    .innerJoin(offering, eq(offering.name, request.offering))
    .where(and(inArray(request.number, [...numbers]), visibleTo(actor)));
  return new Set(rows.map(({ number }) => number));
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
    teams.length === 0 ? undefined : inArray(request.number, assigned(teams)),
  );
}

const assigned = (teams: string[]) =>
  database().select({ request: step.request }).from(step).where(inArray(step.assignedTeam, teams));
