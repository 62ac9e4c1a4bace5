import { and, asc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Json } from "#lib/core/json.ts";
import { mayMove } from "#lib/core/lifecycle/moves.ts";
import type { StepState } from "#lib/core/lifecycle/states.ts";
import { Problem } from "#lib/core/problem.ts";
import { openValues, sealedFor, sealValues } from "./sealed.ts";
import type { Reader, Transaction } from "./client.ts";
import { place, placesOf, rowOf, statementFor, writer } from "./statement.ts";
import { step } from "./tables.ts";

export type StepRow = typeof step.$inferSelect;
export type StepPatch = Omit<Partial<typeof step.$inferInsert>, "request" | "id" | "position" | "state">;

const ended: readonly StepState[] = ["completed", "failed", "cancelled", "skipped", "uncertain"];

/**
 * Moves a step if it is still in one of the states it may be moved from: races are settled here, not by reading first.
 * Takes the lease away, so that a running attempt can write nothing more; only what is asked to stop keeps it. Answers it as it is then, or null when it did not
 * move. Lock the request first (`lockRequest`): everything that changes a request takes its locks in that order.
 */
export async function moveStep(
  tx: Transaction,
  request: number,
  id: string,
  from: readonly StepState[],
  to: StepState,
  patch: StepPatch = {},
): Promise<StepRow | null> {
  const wrong = from.find((state) => !mayMove(state, to));
  if (wrong !== undefined) throw new Problem("internal", `A step that is ${wrong} can't become ${to}.`);
  const set = { ...marksOf(to), ...patch, state: to };
  const [moved] = await moving(tx, set, { ofRequest: request, step: id, from: from.join(" ") });
  return moved ?? null;
}

const moving = statementFor(
  (names) =>
    writer
      .update(step)
      .set(placesOf(step, names))
      .where(
        and(
          eq(step.request, place("ofRequest")),
          eq(step.id, place("step")),
          sql`${step.state} = any(string_to_array(${place("from")}, ' '))`,
        ),
      )
      .returning(),
  rowOf(step),
);

/** A row as a patch leaves it; what is undefined stays as it is. */
export function patched(row: StepRow, patch: StepPatch & Pick<StepRow, "state">): StepRow {
  return { ...row, ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) };
}

/** Changes a step where it stands. Lock the request first. */
export async function patchStep(tx: Transaction, request: number, id: string, patch: StepPatch): Promise<void> {
  await tx
    .update(step)
    .set(patch)
    .where(and(eq(step.request, request), eq(step.id, id)));
}

/** Columns that follow from the state alone. */
export function marksOf(state: StepState): StepPatch {
  // Whoever is at work goes on, and finds out how it ends.
  if (state === "cancelling") return { cancellingSince: new Date(), nextCheckAt: new Date(), problem: null };
  return {
    lease: null,
    leasedUntil: null,
    engine: null,
    place: null,
    placeSince: null,
    // Should its wake-up die with an engine, the sweep finds it: hardly later than what that engine had in hand.
    nextCheckAt: state === "queued" ? new Date(Date.now() + 10_000) : null,
    endedAt: ended.includes(state) ? new Date() : null,
    ...(state === "completed" || state === "queued" || state === "skipped" ? { problem: null } : {}),
    ...(state === "queued" ? { startedAt: null, tries: 0 } : {}),
  };
}

export async function loadStep(db: Reader, request: number, id: string): Promise<StepRow | null> {
  const [row] = await db
    .select()
    .from(step)
    .where(and(eq(step.request, request), eq(step.id, id)));
  return row ?? null;
}

const context = sealedFor.stepOutputs;

/** Seals the secret outputs of a step; null when there are none. */
export function sealStepOutputs(request: number, id: string, secrets: Record<string, Json>): string | null {
  return sealValues(secrets, context(request, id));
}

/** The secret outputs of a step by name. */
export function openStepOutputs(row: Pick<StepRow, "request" | "id" | "sealedOutputs">): Record<string, Json> {
  return openValues(row.sealedOutputs, context(row.request, row.id));
}

/**
 * Claims the steps whose next look has come. Each is pushed into the future, so that one engine wakes it once, and a
 * wake-up that gets lost is repeated.
 */
export function claimDue(tx: Transaction, limit: number): Promise<{ request: number; id: string }[]> {
  const due = and(
    lte(step.nextCheckAt, sql`now()`),
    inArray(step.state, ["queued", "processing", "waiting", "cancelling"]),
  );
  return claim(tx, due, limit, {});
}

/** Claims the steps whose engine has stopped renewing its lease. */
export function claimLost(tx: Transaction, limit: number): Promise<{ request: number; id: string }[]> {
  const free = { lease: null, leasedUntil: null, engine: null, place: null };
  return claim(tx, lte(step.leasedUntil, sql`now()`), limit, free);
}

function claim(tx: Transaction, which: SQL | undefined, limit: number, patch: StepPatch) {
  const found = tx
    .select({ request: step.request, id: step.id })
    .from(step)
    .where(which)
    .orderBy(asc(step.nextCheckAt), asc(step.leasedUntil))
    .limit(limit)
    .for("update", { skipLocked: true });
  return tx
    .update(step)
    .set({ ...patch, nextCheckAt: sql`now() + interval '30 seconds'` })
    .where(sql`(${step.request}, ${step.id}) in ${found}`)
    .returning({ request: step.request, id: step.id });
}
