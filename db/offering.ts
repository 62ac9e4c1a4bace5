import { and, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import type { AutomationLevel, Offering } from "#lib/core/offering/document.ts";
import { pinsOf } from "#lib/core/offering/bundle/child.ts";
import type { Issue } from "#lib/core/problem.ts";
import { Recent } from "#lib/core/recent.ts";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import type { Database, Reader, Transaction } from "./client.ts";
import { loadModules, saveModules } from "./module.ts";
import { offering, revision, team } from "./tables.ts";

type On = Database | Transaction;

/** An offering as it is offered now. */
export interface CurrentRevision {
  name: string;
  number: number;
  document: Offering;
  level: AutomationLevel;
  publishedAt: Date;
  publishedBy: ActorLabel;
}

/** Taken out of the catalog: by whom, since when, and why. */
export interface Retirement {
  at: Date;
  by: ActorLabel;
  note: string | null;
}

const standing = and(eq(offering.hidden, false), isNotNull(offering.current));
const offered = and(standing, isNull(offering.retiredAt));
const currentOf = and(eq(revision.offering, offering.name), eq(revision.number, offering.current));
const columns = {
  name: offering.name,
  number: revision.number,
  document: revision.document,
  level: revision.level,
  publishedAt: revision.publishedAt,
  publishedBy: revision.publishedBy,
};

const retirement = {
  retiredAt: offering.retiredAt,
  retiredBy: offering.retiredBy,
  retiredNote: offering.retiredNote,
};

/** Which revision of which offering is offered now; next to nothing to read, however many there are. */
export function listOffered(on: On): Promise<Pick<CurrentRevision, "name" | "number" | "publishedAt">[]> {
  const { name, number, publishedAt } = columns;
  return on.select({ name, number, publishedAt }).from(offering).innerJoin(revision, currentOf).where(offered);
}

/** What a card shows of an offering's document. */
export type CurrentCard = Pick<CurrentRevision, "name" | "number" | "level" | "publishedAt"> & {
  metadata: Offering["metadata"];
};

// More names than this in one query cost more than reading all offerings.
const fewNames = 500;

/** The cards of these offerings, and of others when it is quicker to read all. */
export function listCards(on: On, names: readonly string[]): Promise<CurrentCard[]> {
  const { name, number, level, publishedAt } = columns;
  const metadata = sql<Offering["metadata"]>`${revision.document}->'metadata'`;
  const some = names.length > fewNames ? undefined : inArray(offering.name, [...names]);
  return on
    .select({ name, number, level, publishedAt, metadata })
    .from(offering)
    .innerJoin(revision, currentOf)
    .where(and(offered, some));
}

/** Every document that is still worked by, retired ones too: for what looks through all of them. */
export function listDocuments(on: Reader): Promise<Pick<CurrentRevision, "document">[]> {
  return on.select({ document: revision.document }).from(offering).innerJoin(revision, currentOf).where(standing);
}

/** The steps of a few offerings, as their documents have them. */
export async function listSteps(on: On, names: readonly string[]) {
  if (names.length === 0) return [];
  const steps = sql<Offering["fulfillment"]["steps"]>`${revision.document}->'fulfillment'->'steps'`;
  return on
    .select({ name: offering.name, owner: offering.owner, number: revision.number, steps })
    .from(offering)
    .innerJoin(revision, currentOf)
    .where(and(offered, inArray(offering.name, [...names])));
}

/** Changes whenever something is published, hidden or retired, or a team renamed: what caches of the catalog are compared by. */
export async function catalogStamp(on: On): Promise<string> {
  const titles = sql`select md5(string_agg(concat(${team.name}, ' ', ${team.title}), ',' order by ${team.name})) from ${team}`;
  const [row] = await on
    .select({
      stamp: sql<string>`concat_ws(' ', count(*), max(${offering.updatedAt}), sum(${offering.current}), count(*) filter (where ${offering.hidden}), (${titles}))`,
    })
    .from(offering);
  return row?.stamp ?? "";
}

/** With what only one offering at a time is asked for. */
export interface WholeRevision extends CurrentRevision {
  source: string;
  modules: Modules;
}

type Written = Pick<WholeRevision, "document" | "source">;

// One per process, however many instances of this module Next.js makes.
declare global {
  var paoWritten: Recent<Written> | undefined;
}

/** What a revision says never changes: it is read once per process, and what was made of its document stays with it. */
const written = (globalThis.paoWritten ??= new Recent<Written>(100));

/** What stands for an offering now: what is ordered by, and once it is retired, what is done to what came of it. */
export interface StandingRevision extends WholeRevision {
  retired: Retirement | null;
}

export async function loadCurrent(on: On, name: string): Promise<StandingRevision | undefined> {
  const { number, level, publishedAt, publishedBy } = columns;
  const [found] = await on
    .select({
      name: offering.name,
      number,
      level,
      publishedAt,
      publishedBy,
      digest: revision.digest,
      modules: revision.modules,
      ...retirement,
    })
    .from(offering)
    .innerJoin(revision, currentOf)
    .where(and(standing, eq(offering.name, name)));
  if (!found) return undefined;
  const { digest, modules, retiredAt, retiredBy, retiredNote, ...current } = found;
  const key = [name, found.number, found.publishedAt.getTime(), digest].join(" ");
  const says = written.get(key) ?? (await readWritten(on, name, found.number));
  if (!says) return undefined;
  written.set(key, says);
  const retired = retiredAt && retiredBy ? { at: retiredAt, by: retiredBy, note: retiredNote } : null;
  return { ...current, ...says, modules: await loadModules(on, modules), retired };
}

async function readWritten(on: On, name: string, number: number): Promise<Written | undefined> {
  const { document, source } = revision;
  const [found] = await on
    .select({ document, source })
    .from(revision)
    .where(and(eq(revision.offering, name), eq(revision.number, number)));
  return found;
}

export async function loadRevision(on: On, name: string, number: number) {
  const [found] = await on
    .select()
    .from(revision)
    .where(and(eq(revision.offering, name), eq(revision.number, number)));
  return found && { ...found, modules: await loadModules(on, found.modules) };
}

/** What loading from files compares with; `origin` and `digest` are those of the newest revision. */
export async function listLoaded(on: On) {
  return on
    .select({
      name: offering.name,
      fileDigest: offering.fileDigest,
      fileIssues: offering.fileIssues,
      hidden: offering.hidden,
      current: offering.current,
      origin: revision.origin,
      digest: revision.digest,
    })
    .from(offering)
    .leftJoin(revision, currentOf);
}

export interface Publication {
  document: Offering;
  source: string;
  digest: string;
  level: AutomationLevel;
  origin: "file" | "studio";
  by: ActorLabel;
  changeNote?: string;
  /** The modules its steps run. */
  modules?: readonly ModuleBundle[];
}

/** Publishes the next revision and makes it the one that is offered. */
export async function publishRevision(tx: Transaction, given: Publication): Promise<number> {
  const { name, owner } = given.document.metadata;
  await tx.insert(offering).values({ name, owner }).onConflictDoNothing();
  // The row's lock numbers revisions one after the other.
  await lockOffering(tx, name);
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(${revision.number}), 0)`.mapWith(Number) })
    .from(revision)
    .where(and(eq(revision.offering, name), gt(revision.number, 0)));
  const number = (last?.number ?? 0) + 1;
  const { document, source, digest, level, origin, by, changeNote, modules = [] } = given;
  await saveModules(tx, modules);
  await tx.insert(revision).values({
    offering: name,
    number,
    source,
    document,
    digest,
    level,
    origin,
    publishedBy: by,
    changeNote: changeNote ?? null,
    modules: Object.fromEntries(modules.map(({ folder, digest: files }) => [folder, files])),
    children: Object.fromEntries(Object.entries(pinsOf(document)).map(([child, pin]) => [child, pin.revision])),
  });
  const fileDigest = origin === "file" ? { fileDigest: digest, fileIssues: null } : {};
  await setOffering(tx, name, { owner, current: number, hidden: false, ...fileDigest });
  return number;
}

type Change = Partial<Pick<typeof offering.$inferInsert, "owner" | "current" | "hidden" | "fileDigest" | "fileIssues">>;

export async function setOffering(tx: Transaction, name: string, change: Change): Promise<void> {
  await tx
    .update(offering)
    .set({ ...change, updatedAt: sql`clock_timestamp()` })
    .where(eq(offering.name, name));
}

/** Any fixed number will do, as long as every process uses the same. */
const publishing = 7_236_401;

/** One publishes at a time, whatever it is: what is published may be a part of what another publishes. Taken before any row. */
export async function lockPublishing(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${publishing})`);
}

/** Nobody else changes it, nor publishes a revision of it, before this transaction is over. */
export async function lockOffering(tx: Transaction, name: string): Promise<void> {
  await tx.select({ name: offering.name }).from(offering).where(eq(offering.name, name)).for("update");
}

/** Takes it out of the catalog, or puts it back. */
export async function setRetired(
  tx: Transaction,
  name: string,
  retired: Pick<Retirement, "by" | "note"> | null,
): Promise<void> {
  const by = retired?.by ?? null;
  await tx
    .update(offering)
    .set({
      retiredAt: retired && sql`clock_timestamp()`,
      retiredBy: by,
      retiredNote: retired?.note ?? null,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(eq(offering.name, name));
}

/** A file that never was good: it is known, with what is wrong with it, and not offered. */
export async function noteBrokenFile(
  tx: Transaction,
  name: string,
  fileDigest: string,
  fileIssues: Issue[],
): Promise<void> {
  const change = { fileDigest, fileIssues, updatedAt: sql`now()` };
  await tx
    .insert(offering)
    .values({ name, owner: "", ...change })
    .onConflictDoUpdate({ target: offering.name, set: change });
}

/** The names of what is there, and of them those that are retired. */
export async function offeringNames(on: On): Promise<{ names: string[]; retired: string[] }> {
  const { name, retiredAt } = offering;
  const rows = await on.select({ name, retiredAt }).from(offering).where(eq(offering.hidden, false));
  return {
    names: rows.map((row) => row.name),
    retired: rows.filter((row) => row.retiredAt !== null).map((row) => row.name),
  };
}
