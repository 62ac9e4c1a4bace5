import { desc, eq } from "drizzle-orm";
import { operationsOf } from "#lib/core/offering/operations.ts";
import type { Database, Transaction } from "./client.ts";
import { loadCurrent, loadRevision, type WholeRevision } from "./offering.ts";
import { request, resource } from "./tables.ts";

/**
 * The revision by which a resource is retired: what is offered now, or where that is gone or says nothing of it, the latest that was
 * ordered for the resource and does. What was made outlives what it is offered by.
 */
export async function loadRetiring(on: Database | Transaction, id: string): Promise<WholeRevision | undefined> {
  const revisions = await on
    .selectDistinct({ name: resource.offering, number: request.revision })
    .from(request)
    .innerJoin(resource, eq(resource.id, request.resource))
    .where(eq(request.resource, id))
    .orderBy(desc(request.revision));
  const [latest] = revisions;
  const current = latest && (await loadCurrent(on, latest.name));
  if (current && retires(current)) return current;
  for (const { name, number } of revisions) {
    const found = await loadRevision(on, name, number);
    if (found && retires(found)) return { ...found, name };
  }
  return undefined;
}

const retires = ({ document }: Pick<WholeRevision, "document">) =>
  operationsOf(document).some(({ name }) => name === "retire");
