import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { listEnvironments, listTeams, loadProject } from "#db/organisation.ts";
import { resource } from "#db/tables.ts";
import { requestList } from "../request/list.ts";
import { asResource, selectResources } from "../resource/row.ts";
import { asOwned } from "./owned.ts";
import type { ProjectView } from "../resource/shape.ts";
import { resourcesOf } from "../resource/visible.ts";

const recent = 10;
/** More than a person looks through; the list of resources has pages. */
const most = 500;

/** A project with its resources by environment and its recent requests, as far as the actor may see them. */
export async function projectView(actor: Actor, name: string): Promise<ProjectView> {
  const db = database();
  const found = name.isWellFormed() && !name.includes("\0") ? await loadProject(db, name) : undefined;
  if (!found) throw new Problem("not_found", `There is no project “${name.slice(0, 63)}”.`);
  const [teams, environments, rows, requests] = await Promise.all([
    listTeams(db),
    listEnvironments(db),
    selectResources(db)
      .where(and(eq(resource.project, found.name), resourcesOf(actor)))
      .orderBy(sql`${resource.state} = 'retired'`, asc(resource.name), desc(resource.createdAt))
      .limit(most),
    requestList(actor, { scope: "all", project: found.name, limit: recent }),
  ]);
  const owned = rows.filter(({ state }) => state !== "retired");
  const resources = await asOwned(db, actor, owned.map(asResource));
  const title = teams.find((team) => team.name === found.team)?.title ?? found.team;
  return {
    name: found.name,
    title: found.title,
    team: { name: found.team, title },
    version: found.version,
    environments: environments
      .map((where) => ({
        name: where.name,
        title: where.title,
        resources: resources.filter(({ environment }) => environment === where.name),
      }))
      .filter((where) => where.resources.length > 0),
    retired: rows.length - owned.length,
    requests: requests.items,
  };
}
