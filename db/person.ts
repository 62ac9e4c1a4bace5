import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { OrganisationRole } from "#lib/core/access.ts";
import type { Provider } from "#lib/env.ts";
import type { Reader, Transaction } from "./client.ts";
import { person } from "./tables.ts";

export type PersonRow = typeof person.$inferSelect;

/** The person with their row lock, also one who was deactivated. */
export async function lockPerson(tx: Transaction, id: string): Promise<PersonRow | undefined> {
  const [found] = await tx.select().from(person).where(eq(person.id, id)).for("no key update");
  return found;
}

/** Whom this way to sign in lets in: ids of real people begin with who vouches for them, those of the sandbox with nothing. */
export function isOf(provider: Provider): SQL {
  return provider === "sandbox"
    ? sql`strpos(${person.id}, ':') = 0`
    : sql`starts_with(${person.id}, ${`${provider}:`})`;
}

/** Somebody who may change the settings, and can sign in for it. */
export const isAdmin = (provider: Provider) =>
  and(isNull(person.deactivatedAt), isOf(provider), sql`${person.roles} @> '["admin"]'::jsonb`);

/** Everybody who was let in that way and may still come in, all rows locked in one order. */
export async function lockPeople(tx: Transaction, provider: Provider): Promise<string[]> {
  const active = and(isNull(person.deactivatedAt), isOf(provider));
  const rows = await tx.select({ id: person.id }).from(person).where(active).orderBy(asc(person.id)).for("update");
  return rows.map(({ id }) => id);
}

/** Is this person the one who may change the settings, and nobody else? */
export async function isOnlyAdmin(on: Reader, id: string, provider: Provider): Promise<boolean> {
  const admins = await on.select({ id: person.id }).from(person).where(isAdmin(provider)).limit(2);
  return admins.length === 1 && admins[0]?.id === id;
}

/** Everybody who may change the settings, all rows locked in one order: of two who take each other's role away, the second sees what the first did. */
export async function lockAdmins(tx: Transaction, provider: Provider): Promise<string[]> {
  const rows = await tx
    .select({ id: person.id })
    .from(person)
    .where(isAdmin(provider))
    .orderBy(asc(person.id))
    .for("update");
  return rows.map(({ id }) => id);
}

export async function setRoles(tx: Transaction, id: string, roles: OrganisationRole[]): Promise<void> {
  await tx.update(person).set({ roles }).where(eq(person.id, id));
}

export async function setDeactivated(tx: Transaction, id: string, deactivated: boolean): Promise<void> {
  const deactivatedAt = deactivated ? sql`now()` : null;
  await tx.update(person).set({ deactivatedAt }).where(eq(person.id, id));
}
