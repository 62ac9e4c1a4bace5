import { and, asc, count, eq, gt, ilike, inArray, ne, or } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { project, request, resource, team } from "#db/tables.ts";
import { anywhere, pageOf, pageSize } from "./listing.ts";
import type { Page } from "./listing-shape.ts";
import type { ProjectFilter, ProjectRow } from "./project-shape.ts";
import { permit } from "../permit.ts";

/** Projects by name, a page of them, each with what is counted of it. */
export async function projectList(actor: Actor, filter: ProjectFilter): Promise<Page<ProjectRow>> {
  permit(actor, { verb: "organisation.read" });
  const limit = pageSize(filter.limit);
  const like = anywhere(filter.text);
  const rows = await database()
    .select({
      name: project.name,
      title: project.title,
      team: project.team,
      teamTitle: team.title,
      version: project.version,
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
  const counts = await countsOf(rows.map(({ name }) => name));
  return pageOf(
    rows,
    limit,
    (row) => ({ ...row, ...counts(row.name) }),
    ({ name }) => name,
  );
}

/** Counted for the page at once: one by one the planner may look through every request for each project. */
async function countsOf(names: string[]) {
  const db = database();
  const [requests, resources] = await Promise.all([
    db
      .select({ project: request.project, count: count() })
      .from(request)
      .where(and(inArray(request.project, names), eq(request.test, false)))
      .groupBy(request.project),
    db
      .select({ project: resource.project, count: count() })
      .from(resource)
      .where(and(inArray(resource.project, names), ne(resource.state, "retired")))
      .groupBy(resource.project),
  ]);
  const of = (rows: readonly { project: string; count: number }[], name: string) =>
    rows.find((row) => row.project === name)?.count ?? 0;
  return (name: string) => ({ requests: of(requests, name), resources: of(resources, name) });
}
