import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { OrganisationRole } from "#lib/core/access.ts";
import type { Transaction } from "./client.ts";
import { person } from "./tables.ts";

export type PersonRow = typeof person.$inferSelect;

/** The person with their row lock, also one who was deactivated. */
export async function lockPerson(tx: Transaction, id: string): Promise<PersonRow | undefined> {
  const [found] = await tx.select().from(person).where(eq(person.id, id)).for("no key update");
  return found;
}

/** Everybody who may change the settings, all rows locked in one order: of two who take each other's role away, the second sees what the first did. */
export async function lockAdmins(tx: Transaction): Promise<string[]> {
  const isAdmin = and(isNull(person.deactivatedAt), sql`${person.roles} @> '["admin"]'::jsonb`);
  const rows = await tx.select({ id: person.id }).from(person).where(isAdmin).orderBy(asc(person.id)).for("update");
  return rows.map(({ id }) => id);
}

export async function setRoles(tx: Transaction, id: string, roles: OrganisationRole[]): Promise<void> {
  await tx.update(person).set({ roles }).where(eq(person.id, id));
}

export async function setDeactivated(tx: Transaction, id: string, deactivated: boolean): Promise<void> {
  const deactivatedAt = deactivated ? sql`now()` : null;
  await tx.update(person).set({ deactivatedAt }).where(eq(person.id, id));
}
