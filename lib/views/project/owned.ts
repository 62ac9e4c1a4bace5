import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Database } from "#db/client.ts";
import { offering, request, resource, revision, step } from "#db/tables.ts";
import { visibleTo } from "../request/visible.ts";
import type { OwnedRow, ResourceRow } from "../resource/shape.ts";

/** Resources with what they yield first, and where they can be seen outside: no secrets among it. */
export async function asOwned(db: Database, actor: Actor, rows: readonly ResourceRow[]): Promise<OwnedRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [outputs, links] = await Promise.all([outputsOf(db, ids), linksOf(db, actor, ids)]);
  return rows.map((row) => ({ ...row, output: outputs.get(row.id) ?? null, link: links.get(row.id) ?? null }));
}

async function outputsOf(db: Database, ids: readonly string[]) {
  const rows = await db
    .select({
      id: resource.id,
      outputs: resource.outputs,
      declared: sql<JsonObject | null>`${revision.document} -> 'outputs'`,
    })
    .from(resource)
    .innerJoin(offering, eq(offering.name, resource.offering))
    .leftJoin(revision, and(eq(revision.offering, offering.name), eq(revision.number, offering.current)))
    .where(inArray(resource.id, [...ids]));
  return new Map(
    rows.flatMap(({ id, outputs, declared }) => first(outputs, declared).map((one) => [id, one] as const)),
  );
}

/** The first that is a text, under its title of today. */
function first(outputs: JsonObject, declared: JsonObject | null): NonNullable<OwnedRow["output"]>[] {
  for (const [name, value] of Object.entries(outputs)) {
    if (typeof value !== "string" || value === "") continue;
    const said = declared?.[name];
    const title = typeof said === "object" && said !== null && "title" in said ? said["title"] : name;
    return [{ title: typeof title === "string" ? title : name, value }];
  }
  return [];
}

/** Of the newest request that left an address, its first step that did. */
async function linksOf(db: Database, actor: Actor, ids: readonly string[]) {
  const url = sql<string>`${step.reference} ->> 'url'`;
  const rows = await db
    .selectDistinctOn([request.resource], { id: request.resource, title: sql<string>`${step.plan} ->> 'title'`, url })
    .from(step)
    .innerJoin(request, eq(request.number, step.request))
    .innerJoin(offering, eq(offering.name, request.offering))
    .where(and(inArray(request.resource, [...ids]), ne(step.uses, "manual"), sql`${url} is not null`, visibleTo(actor)))
    .orderBy(asc(request.resource), desc(request.number), asc(step.position));
  return new Map(rows.map(({ id, ...link }) => [id, link]));
}
