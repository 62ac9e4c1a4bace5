import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { pinsOf } from "#lib/core/offering/bundle/child.ts";
import type { Children } from "#lib/core/offering/bundle/child.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { familyKey, type Family } from "#lib/core/plan/tree.ts";
import type { Database, Reader, Transaction } from "./client.ts";
import { loadModules } from "./module.ts";
import { loadRevision } from "./offering.ts";
import { offering, request, revision, step } from "./tables.ts";

type On = Database | Transaction;

/** These offerings as they are offered now; those that are not are left out. */
export async function loadChildren(on: On, names: readonly string[]): Promise<Children> {
  if (names.length === 0) return {};
  const rows = await on
    .select({ name: offering.name, number: revision.number, document: revision.document, modules: revision.modules })
    .from(offering)
    .innerJoin(revision, and(eq(revision.offering, offering.name), eq(revision.number, offering.current)))
    .where(and(eq(offering.hidden, false), isNull(offering.retiredAt), inArray(offering.name, [...names])));
  const children = rows.map(async ({ name, number, document, modules }) => {
    return [name, { revision: number, document, modules: await loadModules(on, modules) }] as const;
  });
  return Object.fromEntries(await Promise.all(children));
}

/** Every revision that a document orders, and those order, as they are pinned. */
export async function loadFamily(on: On, document: Offering): Promise<Family> {
  const pins = Object.entries(pinsOf(document));
  let family: Family = {};
  for (const [name, { revision: number }] of pins) family = { ...family, ...(await loadWithFamily(on, name, number)) };
  return family;
}

/** A revision, and every one below it. */
export async function loadWithFamily(on: On, name: string, number: number): Promise<Family> {
  const found = await loadRevision(on, name, number);
  if (!found) return {};
  const { document, modules } = found;
  return { [familyKey(name, number)]: { revision: number, document, modules }, ...(await loadFamily(on, document)) };
}

/** What is offered now of some names: the revision, or null where nothing is. */
export async function offeredRevisions(on: On, names: readonly string[]): Promise<Map<string, number | null>> {
  if (names.length === 0) return new Map();
  const rows = await on
    .select({
      name: offering.name,
      current: offering.current,
      gone: sql<boolean>`${offering.hidden} or ${offering.retiredAt} is not null`,
    })
    .from(offering)
    .where(inArray(offering.name, [...names]));
  return new Map(rows.map(({ name, current, gone }) => [name, gone ? null : current]));
}

/** Offerings whose parts have been published anew since, with their sources: what they take over has to be taken again. */
export function listOutdated(on: On) {
  const changed = sql`exists (
    select 1 from jsonb_each_text(${revision.children}) as child
    join ${offering} as part on part.name = child.key
    where not part.hidden and part.retired_at is null and part.current is not null and part.current <> child.value::int
  )`;
  return on
    .select({
      name: offering.name,
      source: revision.source,
      digest: revision.digest,
      origin: revision.origin,
      modules: revision.modules,
    })
    .from(offering)
    .innerJoin(revision, and(eq(revision.offering, offering.name), eq(revision.number, offering.current)))
    .where(and(eq(offering.hidden, false), isNotNull(offering.current), changed))
    .orderBy(asc(offering.name));
}

/** The offerings whose steps order this one, as they are offered now. */
export async function offeringsThatOrder(on: Reader, name: string): Promise<string[]> {
  const rows = await on
    .select({ name: offering.name })
    .from(offering)
    .innerJoin(revision, and(eq(revision.offering, offering.name), eq(revision.number, offering.current)))
    .where(and(eq(offering.hidden, false), isNull(offering.retiredAt), sql`${revision.children} ? ${name}`))
    .orderBy(asc(offering.name));
  return rows.map((row) => row.name);
}

/** The request that was made for an effect key; null when there is none. */
export async function loadByKey(on: Reader, key: string) {
  const [row] = await on.select().from(request).where(eq(request.effectKey, key));
  return row ?? null;
}

/** The requests that the steps of some requests have ordered, the oldest first. */
export function listChildren(on: Reader, parents: readonly number[]) {
  return on
    .select()
    .from(request)
    .where(inArray(request.parent, [...parents]))
    .orderBy(asc(request.number));
}

/** The steps of some requests, each in the order of its plan. */
export function listStepsOf(on: Reader, numbers: readonly number[]) {
  return on
    .select()
    .from(step)
    .where(inArray(step.request, [...numbers]))
    .orderBy(asc(step.request), asc(step.position));
}
