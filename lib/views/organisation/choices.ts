import type { Actor } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { listEnvironments, listPeople, listProjects } from "#db/organisation.ts";
import { visibleEntries } from "../catalog/items.ts";
import type { ChoicesView } from "./shape.ts";

/** What lists can be narrowed by. */
export async function choices(actor: Actor): Promise<ChoicesView> {
  const db = database();
  const [projects, environments, people, entries] = await Promise.all([
    listProjects(db),
    listEnvironments(db),
    listPeople(db),
    visibleEntries(actor),
  ]);
  return {
    projects,
    environments: environments.map(({ name, title }) => ({ name, title })),
    offerings: entries.map(({ item }) => ({ name: item.name, title: item.title })),
    people,
  };
}
