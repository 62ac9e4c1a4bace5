import { inArray } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { offering } from "#db/tables.ts";
import { listEnvironments, listPeople, listProjects } from "#db/organisation.ts";
import { offeringsFor } from "../catalog/catalog.ts";
import type { ChoicesView } from "./shape.ts";

/** What lists can be narrowed by. */
export async function choices(actor: Actor): Promise<ChoicesView> {
  const db = database();
  const [projects, environments, people, offerings, beyondTeams] = await Promise.all([
    listProjects(db),
    listEnvironments(db),
    listPeople(db),
    offeringsFor(actor),
    seesBeyondTeams(actor),
  ]);
  return {
    projects,
    environments: environments.map(({ name, title }) => ({ name, title })),
    offerings,
    people,
    beyondTeams,
  };
}

/** Overseers see every request, and whoever keeps an offering those for it. */
async function seesBeyondTeams(actor: Actor): Promise<boolean> {
  if (!("teams" in actor)) return actor.kind === "system";
  if (actor.roles.length > 0) return true;
  const kept = await database()
    .select({ name: offering.name })
    .from(offering)
    .where(inArray(offering.owner, Object.keys(actor.teams)))
    .limit(1);
  return kept.length > 0;
}
