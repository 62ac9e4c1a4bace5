import { eq, inArray } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { offering, person, project } from "#db/tables.ts";
import { listEnvironments } from "#db/organisation.ts";
import { offeringsFor } from "../catalog/catalog.ts";
import type { ChoicesView } from "./shape.ts";
import { storable } from "./team.ts";

interface Chosen {
  project?: string;
  person?: string;
}

/** What lists can be narrowed by, and what those of them are called that are chosen already. */
export async function choices(actor: Actor, chosen: Chosen = {}): Promise<ChoicesView> {
  const [environments, offerings, ofProject, ofPerson, beyondTeams] = await Promise.all([
    listEnvironments(database()),
    offeringsFor(actor),
    projectCalled(chosen.project),
    personCalled(chosen.person),
    seesBeyondTeams(actor),
  ]);
  return {
    environments: environments.map(({ name, title }) => ({ name, title })),
    offerings,
    chosen: { project: ofProject, person: ofPerson },
    beyondTeams,
  };
}

async function projectCalled(name: string | undefined) {
  if (name === undefined || !storable(name)) return null;
  const called = { value: project.name, label: project.title };
  const [found] = await database().select(called).from(project).where(eq(project.name, name));
  return found ?? null;
}

async function personCalled(id: string | undefined) {
  if (id === undefined || !storable(id)) return null;
  const called = { value: person.id, label: person.name };
  const [found] = await database().select(called).from(person).where(eq(person.id, id));
  return found ?? null;
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
