import { eq, sql } from "drizzle-orm";
import type { Transaction } from "./client.ts";
import { project } from "./tables.ts";

export type ProjectRow = typeof project.$inferSelect;

/** With its row lock, so that changes of it follow each other; orders go on. */
export async function lockProject(tx: Transaction, name: string): Promise<ProjectRow | undefined> {
  const [found] = await tx.select().from(project).where(eq(project.name, name)).for("no key update");
  return found;
}

/** Held until the order is written: the project can't move to another team meanwhile. Orders do not wait for each other. */
export async function projectToOrderFor(tx: Transaction, name: string): Promise<ProjectRow | undefined> {
  const [found] = await tx.select().from(project).where(eq(project.name, name)).for("key share");
  return found;
}

/** False when there is one of that name. */
export async function addProject(tx: Transaction, row: Pick<ProjectRow, "name" | "title" | "team">): Promise<boolean> {
  return (await tx.insert(project).values(row).onConflictDoNothing().returning({ name: project.name })).length > 0;
}

/** Its requests and resources go with it to another team: the database sees to that. */
export async function changeProject(
  tx: Transaction,
  name: string,
  change: Partial<Pick<ProjectRow, "title" | "team">>,
): Promise<void> {
  await tx
    .update(project)
    .set({ ...change, version: sql`${project.version} + 1` })
    .where(eq(project.name, name));
}

/** Locked as for its removal: nothing new can refer to it from here on. */
export async function holdProject(tx: Transaction, name: string): Promise<ProjectRow | undefined> {
  const [found] = await tx.select().from(project).where(eq(project.name, name)).for("update");
  return found;
}

export async function removeProject(tx: Transaction, name: string): Promise<void> {
  await tx.delete(project).where(eq(project.name, name));
}
