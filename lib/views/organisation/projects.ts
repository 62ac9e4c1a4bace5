import { and, asc, eq, gt, ilike, or, sql } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { project, request, resource, team } from "#db/tables.ts";
import { anywhere, pageOf, pageSize } from "./listing.ts";
import type { Page } from "./listing-shape.ts";
import type { ProjectFilter, ProjectRow } from "./project-shape.ts";
import { readable } from "./teams.ts";

/** Projects by name, a page of them. */
export async function projectList(actor: Actor, filter: ProjectFilter): Promise<Page<ProjectRow>> {
  readable(actor);
  const limit = pageSize(filter.limit);
  const like = anywhere(filter.text);
  const rows = await database()
    .select({
      name: project.name,
      title: project.title,
      team: project.team,
      teamTitle: team.title,
      version: project.version,
      requests: sql<number>`(select count(*)::int from ${request} r where r.project = ${project.name})`,
      resources: sql<number>`(select count(*)::int from ${resource} r where r.project = ${project.name} and r.state <> 'retired')`,
    })
    .from(project)
    .innerJoin(team, eq(team.name, project.team))
    .where(
      and(
        like === null ? undefined : or(ilike(project.name, like), ilike(project.title, like)),
        filter.team === undefined ? undefined : eq(project.team, filter.team),
        filter.cursor === undefined ? undefined : gt(project.name, filter.cursor),
      ),
    )
    .orderBy(asc(project.name))
    .limit(limit + 1);
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ name }) => name,
  );
}
