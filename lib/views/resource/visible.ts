import { eq, inArray, or, sql, type SQL } from "drizzle-orm";
import { may, type Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { offering, project, resource } from "#db/tables.ts";

const written = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id as the database takes it; null when it is none. */
export function resourceId(text: string): string | null {
  return written.test(text) ? text.toLowerCase() : null;
}

/** The resource's id and team, for an actor who may see it. */
export async function visibleResource(actor: Actor, text: string): Promise<{ id: string; team: string }> {
  const id = resourceId(text);
  const [found] =
    id === null
      ? []
      : await database()
          .select({ id: resource.id, team: project.team, ownerTeam: offering.owner })
          .from(resource)
          .innerJoin(project, eq(project.name, resource.project))
          .innerJoin(offering, eq(offering.name, resource.offering))
          .where(eq(resource.id, id));
  if (!found) throw new Problem("not_found", `There is no resource ${text.slice(0, 40)}.`);
  if (maySee(actor, found)) return found;
  throw new Problem("forbidden", "You can see the resources of your own teams, and those of your teams' offerings.");
}

/** Whoever may read any request of a team for an offering may see what came of them. */
export function maySee(actor: Actor, { team, ownerTeam }: { team: string; ownerTeam: string }): boolean {
  return may(actor, { verb: "request.read", team, ownerTeam, requester: null, assignedTeams: [] }).allowed;
}

/** `maySee` as a condition on rows; a test holds the two against each other. */
export function resourcesOf(actor: Actor): SQL | undefined {
  if (actor.kind === "system") return undefined;
  if (!("teams" in actor)) return sql`false`;
  if (actor.roles.length > 0) return undefined;
  const teams = Object.keys(actor.teams);
  return teams.length === 0 ? sql`false` : or(inArray(project.team, teams), inArray(offering.owner, teams));
}
