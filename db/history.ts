import { and, count, desc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { JsonObject } from "#lib/core/json.ts";
import type { Database, Transaction } from "./client.ts";
import { attempt, offering, request, revision, step } from "./tables.ts";

export interface OrderHistory {
  /** Over completed requests made with a revision of the same automation level as today's. */
  leadTime: { medianSeconds: number; over: number } | null;
  orders: number;
}

const ordered = sql<number>`extract(epoch from ${request.finishedAt} - ${request.createdAt})`;

/** What orders of each offering took, by name; of one offering when it is named. */
export async function orderHistory(on: Database | Transaction, name?: string): Promise<Map<string, OrderHistory>> {
  const current = sql`(select c.level from ${revision} c where c.offering = ${offering.name} and c.number = ${offering.current})`;
  const measured = sql`${request.state} = 'completed' and ${request.operation} = 'create' and ${revision.level} = ${current}`;
  const rows = await on
    .select({
      name: request.offering,
      orders: count(),
      over: sql<number>`count(*) filter (where ${measured})`.mapWith(Number),
      median: sql<number | null>`percentile_cont(0.5) within group (order by ${ordered}) filter (where ${measured})`,
    })
    .from(request)
    .innerJoin(offering, eq(offering.name, request.offering))
    .innerJoin(revision, and(eq(revision.offering, request.offering), eq(revision.number, request.revision)))
    .where(and(eq(request.test, false), name === undefined ? undefined : eq(request.offering, name)))
    .groupBy(request.offering);
  return new Map(
    rows.map(({ name: of, orders, over, median }) => [
      of,
      { orders, leadTime: median === null || over === 0 ? null : { medianSeconds: Number(median), over } },
    ]),
  );
}

const escalated = sql`${step.plan} -> 'escalated'`;
const ofNow = eq(attempt.generation, step.generation);

/** What the latest attempt at each step of a request sent, secrets redacted; a step that became a ticket has sent nothing yet. */
export async function lastPayloads(on: Database | Transaction, number: number): Promise<Map<string, JsonObject>> {
  const rows = await on
    .selectDistinctOn([attempt.step], { step: attempt.step, payload: attempt.payload })
    .from(attempt)
    .innerJoin(step, and(eq(step.request, attempt.request), eq(step.id, attempt.step)))
    .where(and(eq(attempt.request, number), isNotNull(attempt.payload), or(isNull(escalated), ofNow)))
    .orderBy(attempt.step, desc(attempt.n));
  return new Map(rows.flatMap(({ step: id, payload }) => (payload === null ? [] : [[id, payload] as const])));
}
