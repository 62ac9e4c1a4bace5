import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";

export interface Stall {
  seconds: number;
  what: string;
}

const lookMs = 250;

/**
 * How long nothing was done about something that could move: a step that is due and that nobody has in hand, or a request
 * whose steps all rest though it has not ended. A step that an outside has asked to slow down could not move. Time in which
 * PostgreSQL or every engine is away counts.
 */
export async function watchStalls(sql: Sql, over: AbortSignal): Promise<Stall> {
  const since = new Map<string, number>();
  let longest: Stall = { seconds: 0, what: "nothing" };
  while (!over.aborted) {
    const stuck = await couldMove(sql).catch(() => undefined);
    const now = performance.now();
    if (stuck) for (const what of since.keys()) if (!stuck.has(what)) since.delete(what);
    for (const what of stuck ?? since.keys()) {
      const began = since.get(what) ?? now;
      since.set(what, began);
      if (now - began > longest.seconds * 1000) longest = { seconds: (now - began) / 1000, what };
    }
    await pause(lookMs);
  }
  return longest;
}

async function couldMove(sql: Sql): Promise<Set<string>> {
  const rows = await sql<{ what: string }[]>`
    SELECT 'REQ-' || request || ' ' || id || ' ' || state || ' ' || attempts AS what FROM step
    WHERE coalesce(leased_until, '-infinity') < now()
      AND (state = 'queued' AND problem IS NULL
        OR state IN ('queued', 'processing', 'cancelling') AND coalesce(next_check_at, '-infinity') < now()
        OR state = 'waiting' AND next_check_at < now())
      AND NOT EXISTS (SELECT FROM gate WHERE connection = step.place AND paused_until > now())
    UNION ALL
    SELECT 'REQ-' || number || ' ' || state FROM request r WHERE state IN ('submitted', 'processing', 'cancelling')
      AND NOT EXISTS (SELECT FROM step WHERE request = r.number
        AND state IN ('held', 'queued', 'processing', 'waiting', 'cancelling'))`;
  return new Set(rows.map(({ what }) => what));
}
