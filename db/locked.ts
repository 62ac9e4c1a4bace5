import { eq, getTableColumns, sql } from "drizzle-orm";
import type { Reader, Transaction } from "./client.ts";
import { loadSteps, type RequestRow } from "./request.ts";
import { place, rowOf, statement, writer } from "./statement.ts";
import type { StepRow } from "./step.ts";
import { request } from "./tables.ts";

/** A request under its lock, with its steps as they stand then. */
export interface Locked extends Versioned {
  steps: StepRow[];
}

interface Versioned {
  row: RequestRow;
  /** While the row has it, request and steps are as they were read: whatever changes a step tells so in an event. */
  version: string;
}

export async function lockWithSteps(tx: Transaction, number: number): Promise<Locked | null> {
  // Sent together, done one after the other; not in one query: what waits for the lock would see the steps as they were before.
  const [[found], steps] = await Promise.all([locking(tx, { number }), loadSteps(tx, number)]);
  return found ? { ...found, steps } : null;
}

/** The same without the lock: steps are read after the row, so that they, too, are as they were read while it has that version. */
export async function loadWithSteps(on: Reader, number: number): Promise<Locked | null> {
  const [found] = await reading(on, { number });
  return found ? { ...found, steps: await loadSteps(on, number) } : null;
}

const requestOf = rowOf(request);

/** PostgreSQL gives a row another `xmin` with every change, whoever changes what. */
const versioned = () =>
  writer
    .select({ version: sql`xmin::text`, ...getTableColumns(request) })
    .from(request)
    .where(eq(request.number, place("number")));

const read = ([version, ...columns]: readonly unknown[]): Versioned => ({
  version: String(version),
  row: requestOf(columns),
});

const reading = statement(versioned, read);
const locking = statement(() => versioned().for("no key update"), read);
