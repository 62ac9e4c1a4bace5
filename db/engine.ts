import { eq, gt, lt, sql } from "drizzle-orm";
import type { Database, Reader } from "./client.ts";
import { engine } from "./tables.ts";

/** An engine that has said nothing for this long is taken for dead. */
const aliveSeconds = 15;

const heard = (seconds: number) => sql`now() - make_interval(secs => ${seconds})`;

export type EngineRow = typeof engine.$inferSelect;

/** Says that an engine lives and what it can run. */
export async function beat(db: Database, row: Pick<EngineRow, "id" | "version" | "capabilities">): Promise<void> {
  await db
    .insert(engine)
    .values(row)
    .onConflictDoUpdate({ target: engine.id, set: { ...row, heartbeatAt: sql`now()` } });
}

export async function removeEngine(db: Database, id: string): Promise<void> {
  await db.delete(engine).where(eq(engine.id, id));
}

/** The engines that live. */
export function livingEngines(db: Reader): Promise<EngineRow[]> {
  return db
    .select()
    .from(engine)
    .where(gt(engine.heartbeatAt, heard(aliveSeconds)));
}

/** Forgets engines that have been dead for an hour. */
export async function forgetDeadEngines(db: Database): Promise<void> {
  await db.delete(engine).where(lt(engine.heartbeatAt, heard(3600)));
}
