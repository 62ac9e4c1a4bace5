import { and, desc, eq, ilike, inArray, or, sql, type SQL } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { resource } from "#db/tables.ts";
import { asResource, selectResources } from "./row.ts";
import type { ResourceFilter, ResourcePage } from "./shape.ts";
import { resourceId, resourcesOf } from "./visible.ts";

const mostPerPage = 200;

/** The resources an actor may see, newest first, a page of them. `next` goes on where the page ends, whatever came since. */
export async function resourceList(actor: Actor, filter: ResourceFilter): Promise<ResourcePage> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), mostPerPage);
  const rows = await selectResources(database())
    .where(and(resourcesOf(actor), ...conditions(filter)))
    .orderBy(desc(resource.createdAt), desc(resource.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items: items.map(asResource), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function conditions({
  project,
  offering,
  environment,
  state,
  tests,
  text,
  cursor,
}: ResourceFilter): (SQL | undefined)[] {
  // PostgreSQL takes no NUL in text, so nothing is called that.
  if ([offering, project, environment, text].some((wanted) => wanted?.includes("\0"))) return [sql`false`];
  return [
    state && state.length > 0 ? inArray(resource.state, state) : undefined,
    tests === undefined ? undefined : eq(resource.test, tests === "only"),
    offering === undefined ? undefined : eq(resource.offering, offering),
    project === undefined ? undefined : eq(resource.project, project),
    environment === undefined ? undefined : eq(resource.environment, environment),
    text === undefined || text.trim() === "" ? undefined : matches(text.trim()),
    cursor === undefined ? undefined : after(cursor),
  ];
}

function matches(text: string): SQL | undefined {
  const like = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(resource.name, like), ilike(resource.offering, like), ilike(resource.project, like));
}

/** The last one of a page is the cursor: its place is found where no rounding can move it. */
function after(cursor: string): SQL {
  const id = resourceId(cursor);
  if (id !== null)
    return sql`(${resource.createdAt}, ${resource.id}) < (select c.created_at, c.id from ${resource} c where c.id = ${id})`;
  throw new Problem("malformed", "This cursor is not one that PAO gave out.", { remedy: "Start without a cursor." });
}
