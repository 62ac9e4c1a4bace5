import { and, asc, eq, gt, ilike, sql } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { mentionsOf } from "#lib/core/organisation/mentions.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { listDocuments } from "#db/offering.ts";
import { variable } from "#db/tables.ts";
import { anywhere, pageOf, pageSize } from "./listing.ts";
import type { Listing, Page } from "./listing-shape.ts";
import { storable } from "./team.ts";
import type { VarRow } from "./project-shape.ts";
import { permit } from "../permit.ts";

/** The platform's constants by name, a page of them, each with the offerings that read it. */
export async function varList(actor: Actor, filter: Listing & { name?: string }): Promise<Page<VarRow>> {
  permit(actor, { verb: "var.read" });
  const limit = pageSize(filter.limit);
  const like = anywhere(filter.text);
  const rows = await database()
    .select()
    .from(variable)
    .where(
      and(
        filter.name === undefined ? undefined : storable(filter.name) ? eq(variable.name, filter.name) : sql`false`,
        like === null ? undefined : ilike(variable.name, like),
        filter.cursor === undefined ? undefined : gt(variable.name, filter.cursor),
      ),
    )
    .orderBy(asc(variable.name))
    .limit(limit + 1);
  const readers = await readersOf(rows.map(({ name }) => name));
  return pageOf(
    rows,
    limit,
    (row) => ({ ...row, readers: readers.get(row.name) ?? [] }),
    ({ name }) => name,
  );
}

export async function varView(actor: Actor, name: string): Promise<VarRow> {
  const { items } = await varList(actor, { name });
  const [found] = items;
  if (found) return found;
  throw new Problem("not_found", `There is no var “${name.slice(0, 63)}”.`);
}

async function readersOf(names: readonly string[]): Promise<Map<string, VarRow["readers"]>> {
  const readers = new Map(names.map((name): [string, VarRow["readers"]] => [name, []]));
  if (names.length === 0) return readers;
  for (const { document } of await listDocuments(database())) {
    const { vars } = mentionsOf(document);
    const { name, title } = document.metadata;
    for (const read of vars.every ? names : vars.names) readers.get(read)?.push({ name, title });
  }
  return readers;
}
