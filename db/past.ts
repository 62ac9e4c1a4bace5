import { and, asc, count, desc, eq, inArray, notInArray, type SQL } from "drizzle-orm";
import type { Offering } from "#lib/core/offering/document.ts";
import type { PastOrder } from "#lib/core/offering/replay.ts";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import type { Reader } from "./client.ts";
import { offering, request, revision } from "./tables.ts";

/** First orders of an offering, without tests: what history is made of. */
export const ordered = (name: string) =>
  and(eq(request.offering, name), eq(request.operation, "create"), eq(request.test, false));

/** What was ordered of an offering, newest first, with the open answers as they were stored; `seen` says by whose eyes. */
export function listPastOrders(on: Reader, name: string, seen: SQL | undefined, limit: number): Promise<PastOrder[]> {
  const { number, environment, team, inputs } = request;
  return on
    .select({ number, revision: request.revision, environment, team, inputs })
    .from(request)
    .innerJoin(offering, eq(offering.name, request.offering))
    .where(and(ordered(name), seen))
    .orderBy(desc(number))
    .limit(limit);
}

export async function countPastOrders(on: Reader, name: string, seen: SQL | undefined): Promise<number> {
  const [row] = await on
    .select({ count: count() })
    .from(request)
    .innerJoin(offering, eq(offering.name, request.offering))
    .where(and(ordered(name), seen));
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
export function runningByRevision(
  on: Reader,
  name: string,
  seen?: SQL,
): Promise<{ revision: number; count: number }[]> {
  return on
    .select({ revision: request.revision, count: count() })
    .from(request)
    .innerJoin(offering, eq(offering.name, request.offering))
    .where(
      and(
        eq(request.offering, name),
        eq(request.test, false),
        notInArray(request.state, [...finalRequestStates]),
        seen,
      ),
    )
    .groupBy(request.revision)
    .orderBy(asc(request.revision));
}
