import { asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "./client.ts";
import { environment } from "./tables.ts";

export type EnvironmentRow = typeof environment.$inferSelect;

/** All of them in their order, locked: there are few, and a change of the order is one of all. */
export async function lockEnvironments(tx: Transaction): Promise<EnvironmentRow[]> {
  // Without rows there is nothing to lock, and two first ones would both be the first.
  await tx.execute(sql`lock table ${environment} in share row exclusive mode`);
  return tx.select().from(environment).orderBy(asc(environment.position), asc(environment.name)).for("update");
}

export async function addEnvironment(
  tx: Transaction,
  row: Pick<EnvironmentRow, "name" | "title" | "position" | "tests">,
): Promise<void> {
  await tx.insert(environment).values(row);
}

export async function changeEnvironment(
  tx: Transaction,
  name: string,
  change: Partial<Pick<EnvironmentRow, "title" | "position" | "tests">>,
): Promise<void> {
  await tx
    .update(environment)
    .set({ ...change, version: sql`${environment.version} + 1` })
    .where(eq(environment.name, name));
}

/** Counts positions from 0 in this order; who says nothing of the order has not changed. */
export async function orderEnvironments(tx: Transaction, names: readonly string[]): Promise<void> {
  for (const [position, name] of names.entries())
    await tx.update(environment).set({ position }).where(eq(environment.name, name));
}

export async function removeEnvironment(tx: Transaction, name: string): Promise<void> {
  await tx.delete(environment).where(eq(environment.name, name));
}

/** What a new installation begins with; an admin renames and removes as they like. */
export async function addUsualEnvironments(tx: Transaction): Promise<void> {
  const usual = [
    ["dev", "Development"],
    ["test", "Test"],
    ["prod", "Production"],
  ] as const;
  await tx
    .insert(environment)
    .values(usual.map(([name, title], position) => ({ name, title, position })))
    .onConflictDoNothing();
}
