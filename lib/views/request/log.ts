import type { Actor } from "#lib/core/access.ts";
import type { LogLineView } from "./shape.ts";
import { Problem } from "#lib/core/problem.ts";

export interface LogQuery {
  step?: string;
  /** Lines with a greater id than this. */
  after?: number;
  limit?: number;
}

export async function logLines(_actor: Actor, _number: string, _query: LogQuery = {}): Promise<LogLineView[]> {
  throw new Problem("unavailable", "This view has no rows yet.");
}
