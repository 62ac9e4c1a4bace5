import { and, asc, eq, gt } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { loadStep } from "#db/step.ts";
import { logLine } from "#db/tables.ts";
import type { LogLineView } from "./shape.ts";
import { loadVisible } from "./visible.ts";

export interface LogQuery {
  step?: string;
  /** Lines with a greater id than this. */
  after?: number;
  limit?: number;
}

/** What a request's steps wrote, oldest first, redacted by the engine before it was stored. */
export async function logLines(actor: Actor, number: string, query: LogQuery = {}): Promise<LogLineView[]> {
  const row = await loadVisible(actor, number);
  if (query.step !== undefined && !(await loadStep(database(), row.number, query.step)))
    throw new Problem("not_found", `This request has no step “${query.step.slice(0, 63)}”.`);
  return linesOf(row.number, query);
}

/** The same for a request whose visibility has been seen to. */
export async function linesOf(request: number, { step, after = 0, limit = 500 }: LogQuery): Promise<LogLineView[]> {
  const wanted = and(
    eq(logLine.request, request),
    gt(logLine.id, after),
    step === undefined ? undefined : eq(logLine.step, step),
  );
  const rows = await database()
    .select()
    .from(logLine)
    .where(wanted)
    .orderBy(asc(logLine.id))
    .limit(Math.min(limit, 1_000));
  return rows.map(({ id, step: of, at, text }) => ({ id, step: of, at: at.toISOString(), text }));
}
