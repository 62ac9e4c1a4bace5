import { eq, sql } from "drizzle-orm";
import type { Json } from "#lib/core/json.ts";
import type { Transaction } from "./client.ts";
import { variable } from "./tables.ts";

export type VariableRow = typeof variable.$inferSelect;

/** With its row lock, so that changes of it follow each other. */
export async function lockVariable(tx: Transaction, name: string): Promise<VariableRow | undefined> {
  const [found] = await tx.select().from(variable).where(eq(variable.name, name)).for("update");
  return found;
}

/** JSON's null is a value, and not what a row without one would hold. */
const asJson = (value: Json) => sql`${JSON.stringify(value)}::jsonb`;

/** False when there is one of that name. */
export async function addVariable(tx: Transaction, name: string, value: Json): Promise<boolean> {
  const added = await tx
    .insert(variable)
    .values({ name, value: asJson(value) })
    .onConflictDoNothing()
    .returning({ name: variable.name });
  return added.length > 0;
}

export async function changeVariable(tx: Transaction, name: string, value: Json): Promise<void> {
  await tx
    .update(variable)
    .set({ value: asJson(value), version: sql`${variable.version} + 1` })
    .where(eq(variable.name, name));
}

export async function removeVariable(tx: Transaction, name: string): Promise<void> {
  await tx.delete(variable).where(eq(variable.name, name));
}
