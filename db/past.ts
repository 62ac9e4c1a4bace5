import { and, asc, count, desc, eq, inArray, notInArray } from "drizzle-orm";
import type { Offering } from "#lib/core/offering/document.ts";
import type { PastOrder } from "#lib/core/offering/replay.ts";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import type { Reader } from "./client.ts";
import { request, revision } from "./tables.ts";

/** First orders of an offering, without tests: what history is made of. */
export const ordered = (name: string) =>
  and(eq(request.offering, name), eq(request.operation, "create"), eq(request.test, false));

/** What was ordered of an offering, newest first, with the open answers as they were stored. */
export function listPastOrders(on: Reader, name: string, limit: number): Promise<PastOrder[]> {
  const { number, environment, team, inputs } = request;
  return on
    .select({ number, revision: request.revision, environment, team, inputs })
    .from(request)
    .where(ordered(name))
    .orderBy(desc(number))
    .limit(limit);
}

export async function countPastOrders(on: Reader, name: string): Promise<number> {
  const [row] = await on.select({ count: count() }).from(request).where(ordered(name));
  return row?.count ?? 0;
}

/** What some revisions asked. */
export async function loadQuestions(
  on: Reader,
  name: string,
  numbers: readonly number[],
): Promise<Map<number, Pick<Offering, "inputs" | "ui">>> {
  if (numbers.length === 0) return new Map();
  const rows = await on
    .select({ number: revision.number, document: revision.document })
    .from(revision)
    .where(and(eq(revision.offering, name), inArray(revision.number, [...numbers])));
  return new Map(rows.map(({ number, document }) => [number, document]));
}

/** How many requests are not over yet, by the revision that each stays on. */
export function runningByRevision(on: Reader, name: string): Promise<{ revision: number; count: number }[]> {
  return on
    .select({ revision: request.revision, count: count() })
    .from(request)
    .where(and(eq(request.offering, name), eq(request.test, false), notInArray(request.state, [...finalRequestStates])))
    .groupBy(request.revision)
    .orderBy(asc(request.revision));
}
