import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Database, Reader } from "./client.ts";
import { engine, request, step } from "./tables.ts";

/** An engine that has said nothing for this long is taken for dead. */
const aliveSeconds = 15;

const heard = (seconds: number) => sql`now() - make_interval(secs => ${seconds})`;

export type EngineRow = typeof engine.$inferSelect;

/** What an engine says of itself. */
export type EngineSelf = Pick<EngineRow, "id" | "version" | "capabilities"> &
  Partial<Pick<EngineRow, "planVersion" | "concurrency">>;

/** Says that an engine lives and what it can run. */
export async function beat(db: Database, self: EngineSelf): Promise<void> {
  await db
    .insert(engine)
    .values(self)
    .onConflictDoUpdate({ target: engine.id, set: { ...self, heartbeatAt: sql`now()` } });
}

/** Says that an engine takes nothing more. */
export async function leaveSoon(db: Database, id: string): Promise<void> {
  await db
    .update(engine)
    .set({ stoppingAt: sql`now()` })
    .where(eq(engine.id, id));
}

export async function removeEngine(db: Database, id: string): Promise<void> {
  await db.delete(engine).where(eq(engine.id, id));
}

/** The engines that live and take steps. */
export function livingEngines(db: Reader): Promise<EngineRow[]> {
  return db
    .select()
    .from(engine)
    .where(and(gt(engine.heartbeatAt, heard(aliveSeconds)), isNull(engine.stoppingAt)));
}

/** All engines that have been heard of within the hour, the oldest first; `alive` by the database's clock. */
export function listEngines(db: Reader) {
  return db
    .select({ row: engine, alive: sql<boolean>`${engine.heartbeatAt} > ${heard(aliveSeconds)}` })
    .from(engine)
    .orderBy(engine.startedAt, engine.id);
}

/** The steps that engines have in hand now, the oldest first. */
export function stepsInHand(db: Reader) {
  return db
    .select({
      engine: step.engine,
      number: step.request,
      request: request.title,
      step: sql<string>`${step.plan} ->> 'title'`,
      startedAt: step.startedAt,
    })
    .from(step)
    .innerJoin(request, eq(request.number, step.request))
    .where(gt(step.leasedUntil, sql`now()`))
    .orderBy(step.startedAt, step.request, step.position);
}

/** Forgets engines that have been dead for an hour. */
export async function forgetDeadEngines(db: Database): Promise<void> {
  await db.delete(engine).where(lt(engine.heartbeatAt, heard(3600)));
}
