import { eq } from "drizzle-orm";
import { isTracing, newTrace, stepSpan, type Trace } from "#lib/trace.ts";
import type { Reader, Transaction } from "./client.ts";
import { trace } from "./tables.ts";

/** Where a request stands in the traces; null when it is not traced. */
export async function loadTrace(on: Reader, request: number): Promise<Trace | null> {
  if (!isTracing()) return null;
  const [row] = await on.select().from(trace).where(eq(trace.request, request));
  return row ? { id: row.id, span: row.span, parent: row.parent } : null;
}

/** Gives a new request its place: within what a caller is doing, or one of its own. */
export async function beginTrace(tx: Transaction, request: number, within: string | null): Promise<Trace | null> {
  return isTracing() ? keepTrace(tx, request, newTrace(within)) : null;
}

/** A request that a step has ordered is a part of that step. */
export async function beginPartOf(
  tx: Transaction,
  request: number,
  parent: { request: number; step: string; startedAt: Date },
): Promise<void> {
  const above = await loadTrace(tx, parent.request);
  if (above === null) return;
  const own = { ...newTrace(), id: above.id, parent: stepSpan(above, parent.step, parent.startedAt) };
  await keepTrace(tx, request, own);
}

async function keepTrace(tx: Transaction, request: number, own: Trace): Promise<Trace> {
  await tx.insert(trace).values({ request, ...own });
  return own;
}
