import { and, eq, notInArray, sql } from "drizzle-orm";
import type { Reader } from "#db/client.ts";
import { offering, project, request, resource, revision } from "#db/tables.ts";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import type { ResourceRow } from "./shape.ts";

/** Of a draft that was tried and never published: its title when it was. */
const titleThen = sql`(
  select v.document -> 'metadata' ->> 'title' from ${request} q join ${revision} v on v.offering = q.offering and v.number = q.revision
  where q.resource = "resource"."id" order by q.number desc limit 1)`;

const columns = {
  id: resource.id,
  name: resource.name,
  state: resource.state,
  stuck: sql<boolean>`exists (select from ${request} where ${and(
    eq(request.resource, resource.id),
    request.stuck,
    notInArray(request.state, [...finalRequestStates]),
  )})`,
  test: resource.test,
  offering: resource.offering,
  offeringTitle: sql<string>`coalesce(${revision.document} -> 'metadata' ->> 'title', ${titleThen}, ${resource.offering})`,
  project: resource.project,
  environment: resource.environment,
  team: project.team,
  createdAt: resource.createdAt,
  updatedAt: resource.updatedAt,
};

/** Resources with what a list shows of them; to be narrowed by `where`. */
export function selectResources(on: Reader) {
  return on
    .select(columns)
    .from(resource)
    .innerJoin(project, eq(project.name, resource.project))
    .innerJoin(offering, eq(offering.name, resource.offering))
    .leftJoin(revision, and(eq(revision.offering, offering.name), eq(revision.number, offering.current)))
    .$dynamic();
}

type Selected = Awaited<ReturnType<typeof selectResources>>[number];

export function asResource({ createdAt, updatedAt, ...same }: Selected): ResourceRow {
  return { ...same, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
