import { and, asc, eq, exists, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Actor } from "#lib/core/access.ts";
import type { Transaction } from "#db/client.ts";
import { request, resource } from "#db/tables.ts";
import { operationsFor } from "./offered.ts";
import { asResource, selectResources } from "./row.ts";
import type { ResourcePart } from "./shape.ts";
import { resourcesOf } from "./visible.ts";

/** What a bundle has had made of others, as far as it is still there and the asker may see it. */
export async function partsOf(tx: Transaction, actor: Actor, id: string): Promise<ResourcePart[]> {
  const bundle = alias(request, "bundle");
  const ordered = tx
    .select({ one: request.number })
    .from(request)
    .innerJoin(bundle, eq(bundle.number, request.parent))
    .where(and(eq(bundle.resource, id), eq(request.resource, resource.id), eq(request.operation, "create")));
  const rows = await selectResources(tx)
    .where(and(exists(ordered), ne(resource.state, "retired"), resourcesOf(actor)))
    .orderBy(asc(resource.createdAt), asc(resource.id));
  const parts: ResourcePart[] = [];
  for (const row of rows) {
    const retire = (await operationsFor(tx, row)).find(({ name }) => name === "retire");
    parts.push({ ...asResource(row), retire: retire?.title ?? null });
  }
  return parts;
}
