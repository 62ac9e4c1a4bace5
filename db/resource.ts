import { and, eq, sql } from "drizzle-orm";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import type { Reader, Transaction } from "./client.ts";
import { request, resource } from "./tables.ts";

export type ResourceRow = typeof resource.$inferSelect;

/** The resource with its row lock, so that operations on it are ordered one after the other; null when there is none. */
export async function lockResource(tx: Transaction, id: string): Promise<ResourceRow | null> {
  const [row] = await tx.select().from(resource).where(eq(resource.id, id)).for("no key update");
  return row ?? null;
}

/** The number of a request on it that is not final yet; null when nothing works on it. */
export async function openRequestOn(db: Reader, id: string): Promise<number | null> {
  const [row] = await db
    .select({ number: request.number })
    .from(request)
    .where(and(eq(request.resource, id), sql`${request.state} not in ${finalRequestStates}`))
    .limit(1);
  return row?.number ?? null;
}

/** The answers that it was made with, secret ones left out. */
export async function madeWith(db: Reader, id: string) {
  const [row] = await db
    .select({ inputs: request.inputs })
    .from(request)
    .where(and(eq(request.resource, id), eq(request.operation, "create")));
  return row?.inputs ?? {};
}
