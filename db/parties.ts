import { eq, sql } from "drizzle-orm";
import type { Reader } from "./client.ts";
import { offering, request, step } from "./tables.ts";

/** Whom a request is the business of; what permission to read it is asked about. */
export interface Parties {
  team: string;
  requester: string | null;
  /** The team that owns the offering. */
  ownerTeam: string;
  /** Teams that have, or had, a task of it. */
  assignedTeams: string[];
}

const assignedTeams = sql<string[]>`array(
  select distinct s.assigned_team from ${step} s where s.request = ${request.number} and s.assigned_team is not null)`;

/** Null when there is no such request. */
export async function partiesOf(on: Reader, number: number): Promise<Parties | null> {
  const [row] = await on
    .select({ team: request.team, requester: request.person, ownerTeam: offering.owner, assignedTeams })
    .from(request)
    .innerJoin(offering, eq(offering.name, request.offering))
    .where(eq(request.number, number));
  return row ?? null;
}
