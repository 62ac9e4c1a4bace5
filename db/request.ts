import { and, asc, eq, exists, inArray, ne, notExists, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Door } from "#lib/core/access.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Plan } from "#lib/core/plan/plan.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Reader, Transaction } from "./client.ts";
import { appendEvents } from "./event.ts";
import { wakeFirst } from "./queue.ts";
import { openValues, sealedFor, sealValues } from "./sealed.ts";
import { place, placesOf, rowOf, statement, statementFor, writer } from "./statement.ts";
import type { StepRow } from "./step.ts";
import { request, resource, step } from "./tables.ts";

export type RequestRow = typeof request.$inferSelect;

/** An order as it is written down: everything is decided, checked and compiled. */
export interface Order {
  offering: string;
  revision: number;
  operation: string;
  project: string;
  environment: string;
  team: string;
  requester: ActorLabel;
  /** The person behind the requester; null when it was the system. */
  person: string | null;
  vouchedBy?: string | null;
  door: Door;
  /** What people call the resource; null for the request's own number. */
  title: string | null;
  /** The answers without the secret ones. */
  inputs: JsonObject;
  /** The secret answers by JSON pointer. */
  secrets: Record<string, Json>;
  plan: Plan;
  planHash: string;
  /** The resource that an operation changes; left out, a new one is allotted. */
  resource?: string;
  /** It counts in no history: a draft is tried with it, or it works on what such an order made. */
  test?: boolean;
  /** The step that orders this, with its effect key. */
  parent?: { number: number; step: string; key: string };
}

/** Writes request, steps, resource and the first event, and wakes the engine, all with the caller's transaction. */
export async function insertRequest(tx: Transaction, order: Order): Promise<{ number: number; resource: string }> {
  const { secrets, door, title, resource: given, parent, ...columns } = order;
  const child = parent && { parent: parent.number, parentStep: parent.step, effectKey: parent.key };
  const owned = given ?? (await allotResource(tx, order));
  const [row] = await tx
    .insert(request)
    .values({ ...columns, ...child, resource: owned, title: title ?? "" })
    .returning({ number: request.number });
  if (!row) throw new Problem("internal", "The request could not be written.");
  const { number } = row;
  await nameAfterNumber(tx, number, title, given === undefined ? owned : null);
  const sealedInputs = sealValues(secrets, inputsContext(number));
  if (sealedInputs !== null) await tx.update(request).set({ sealedInputs }).where(eq(request.number, number));
  await insertSteps(tx, number, order.plan);
  await appendEvents(tx, number, order.requester, [
    { type: "submitted", door, ...(parent ? { parent: formatNumber(parent.number) } : {}) },
  ]);
  await wakeFirst(tx, number);
  return { number, resource: owned };
}

async function allotResource(
  tx: Transaction,
  { offering, project, environment, title, test = false }: Order,
): Promise<string> {
  const [row] = await tx
    .insert(resource)
    .values({ offering, project, environment, test, name: title ?? "" })
    .returning({ id: resource.id });
  if (!row) throw new Problem("internal", "The resource could not be written.");
  return row.id;
}

async function nameAfterNumber(
  tx: Transaction,
  number: number,
  title: string | null,
  allotted: string | null,
): Promise<void> {
  if (title !== null) return;
  await tx
    .update(request)
    .set({ title: formatNumber(number) })
    .where(eq(request.number, number));
  if (allotted !== null)
    await tx
      .update(resource)
      .set({ name: formatNumber(number) })
      .where(eq(resource.id, allotted));
}

async function insertSteps(tx: Transaction, number: number, plan: Plan): Promise<void> {
  const rows = plan.steps.map((planned, position) => ({
    request: number,
    id: planned.id,
    position,
    plan: planned,
    uses: planned.uses,
    blocking: planned.blocking,
  }));
  if (rows.length > 0) await tx.insert(step).values(rows);
}

const { inputs: inputsContext, outputs: outputsContext } = sealedFor;

/** The request, or null when there is none of that number. */
export async function loadRequest(db: Reader, number: number): Promise<RequestRow | null> {
  const [row] = await db.select().from(request).where(eq(request.number, number));
  return row ?? null;
}

/** The request with its row lock, under which everything that changes a request happens; null when there is none. */
export async function lockRequest(tx: Transaction, number: number): Promise<RequestRow | null> {
  const [row] = await locking(tx, { number });
  return row ?? null;
}

const locking = statement(
  () =>
    writer
      .select()
      .from(request)
      .where(eq(request.number, place("number")))
      .for("no key update"),
  rowOf(request),
);

/** Steps in the order of the plan. */
export const loadSteps = (on: Reader, number: number): Promise<StepRow[]> => stepsOf(on, { number });

const stepsOf = statement(
  () =>
    writer
      .select()
      .from(step)
      .where(eq(step.request, place("number")))
      .orderBy(asc(step.position)),
  rowOf(step),
);

/** The secret answers by JSON pointer. */
export function openInputs(row: Pick<RequestRow, "number" | "sealedInputs">): Record<string, Json> {
  return openValues(row.sealedInputs, inputsContext(row.number));
}

/** The secret outputs of the request by name. */
export function openOutputs(row: Pick<RequestRow, "number" | "sealedOutputs">): Record<string, Json> {
  return openValues(row.sealedOutputs, outputsContext(row.number));
}

/** Seals the secret outputs of a request; null when there are none. */
export function sealOutputs(number: number, secrets: Record<string, Json>): string | null {
  return sealValues(secrets, outputsContext(number));
}

/** Seals the secret outputs of a resource; null when there are none. */
export function sealResourceOutputs(resource: string, secrets: Record<string, Json>): string | null {
  return sealValues(secrets, sealedFor.resourceOutputs(resource));
}

/** Writes what settling made of a request. */
export async function updateRequest(
  tx: Transaction,
  number: number,
  patch: Partial<typeof request.$inferInsert>,
): Promise<void> {
  if (Object.keys(patch).length > 0) await tx.update(request).set(patch).where(eq(request.number, number));
}

export type ResourceChange = Partial<typeof resource.$inferInsert>;

/** Writes what a request made of its resource. */
export async function updateResource(tx: Transaction, id: string, patch: ResourceChange): Promise<void> {
  if (Object.keys(patch).length > 0) await changing(tx, { ...patch, updatedAt: new Date() }, { resource: id });
}

const changing = statementFor(
  (names) =>
    writer
      .update(resource)
      .set(placesOf(resource, names))
      .where(eq(resource.id, place("resource"))),
  () => null,
);

export interface Quiet {
  /** How long a request has not changed: shorter, and its settling may only be on its way. */
  forSeconds: number;
  /** Only those that have changed within so long. */
  atMostSeconds?: number;
}

/**
 * Requests that nobody settled after their last change: they go on though none of their steps moves, a step of theirs could
 * start, or they are said to have failed while a step that they wait for moves again.
 */
export async function findUnsettled(
  tx: Transaction,
  limit: number,
  { forSeconds, atMostSeconds }: Quiet = { forSeconds: 30 },
): Promise<number[]> {
  const before = (seconds: number) => sql`now() - make_interval(secs => ${seconds})`;
  const steps = (which: SQL | undefined) =>
    tx
      .select({ one: sql`1` })
      .from(step)
      .where(and(eq(step.request, request.number), which));
  const moving = inArray(step.state, ["held", "queued", "processing", "waiting", "cancelling"]);
  const rows = await tx
    .select({ number: request.number })
    .from(request)
    .where(
      and(
        notInArray(request.state, ["aborted", "rejected"]),
        sql`${request.updatedAt} < ${before(forSeconds)}`,
        atMostSeconds === undefined ? undefined : sql`${request.updatedAt} > ${before(atMostSeconds)}`,
        or(
          and(inArray(request.state, ["submitted", "processing", "cancelling"]), notExists(steps(moving))),
          and(eq(request.state, "failed"), exists(steps(and(moving, step.blocking)))),
          // What was opened for the record may start late, but nobody reads all of history for it.
          and(
            or(ne(request.state, "completed"), sql`${request.updatedAt} > now() - interval '1 day'`),
            exists(steps(and(eq(step.state, "pending"), sql`not ${owed}`))),
          ),
        ),
      ),
    )
    .limit(limit);
  return rows.map(({ number }) => number);
}

/** A need of the step that is not satisfied yet, as `settle` judges it. */
const owed = sql`exists (
  select 1
  from json_array_elements_text(${step.plan} -> 'needs') as need
  left join step as needed on needed.request = ${step.request} and needed.id = need
  where coalesce(
    needed.state not in ('completed', 'skipped')
      and (needed.blocking or needed.state not in ('failed', 'uncertain', 'cancelled')),
    true
  )
)`;
