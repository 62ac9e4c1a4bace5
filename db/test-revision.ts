import { and, desc, eq, exists, gt, inArray, isNull, lt, not, sql } from "drizzle-orm";
import { pinsOf } from "#lib/core/offering/bundle/child.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Reader, Transaction } from "./client.ts";
import { saveModules } from "./module.ts";
import { loadRevision, type Publication, type WholeRevision } from "./offering.ts";
import { offering, probe, request, revision, testRevision } from "./tables.ts";

/** A draft as it is tried: checked, with the modules of now. `digest` is over all of what it says and brings. */
export interface Tried extends Omit<Publication, "origin" | "changeNote"> {
  draft: string;
  /** The revision that it was begun from; null for what is new. */
  basedOn: number | null;
}

/** What is kept to try it is kept as long as something hangs on it, and at least as long as findings about it. */
const livesDays = 7;

/** Keeps a draft as it is tried, under a number below zero; what was tried within a day is kept already. */
export async function keepTestRevision(tx: Transaction, given: Tried): Promise<number> {
  const { document, draft, digest } = given;
  const { name, owner } = document.metadata;
  // Of what was never published there is no row yet: hidden, it stands in no list and is no name that documents may give.
  await tx
    .insert(offering)
    .values({ name, owner, hidden: true })
    .onConflictDoUpdate({ target: offering.name, set: { owner }, setWhere: isNull(offering.current) });
  const same = and(eq(revision.offering, name), eq(revision.draft, draft), eq(revision.digest, digest));
  const recent = gt(revision.publishedAt, sql`now() - interval '1 day'`);
  const [kept] = await tx.select({ number: revision.number }).from(revision).where(and(same, recent)).limit(1);
  if (kept) return kept.number;
  return insertTestRevision(tx, given);
}

/** The team whose test orders bear a name that was never published. */
export async function teamThatTried(on: Reader, name: string): Promise<string | undefined> {
  const ordered = exists(
    on
      .select({ one: sql`1` })
      .from(request)
      .where(eq(request.offering, name)),
  );
  const [row] = await on
    .select({ owner: offering.owner })
    .from(offering)
    .where(and(eq(offering.name, name), isNull(offering.current), ordered));
  return row?.owner;
}

async function insertTestRevision(tx: Transaction, given: Tried): Promise<number> {
  const { document, source, digest, level, by, draft, basedOn, modules = [] } = given;
  await saveModules(tx, modules);
  const [row] = await tx
    .insert(revision)
    .values({
      offering: document.metadata.name,
      number: sql`-nextval(${testRevision.seqName})`,
      source,
      document,
      digest,
      level,
      origin: "studio",
      publishedBy: by,
      publishedAt: sql`clock_timestamp()`,
      modules: Object.fromEntries(modules.map(({ folder, digest: files }) => [folder, files])),
      children: Object.fromEntries(Object.entries(pinsOf(document)).map(([child, pin]) => [child, pin.revision])),
      draft,
      basedOn,
    })
    .returning({ number: revision.number });
  if (!row) throw new Problem("internal", "An insert answers its row.");
  return row.number;
}

/** The draft's revision that a resource was made with, by a test order; undefined for every other resource. */
export async function loadTried(on: Reader, resource: string): Promise<WholeRevision | undefined> {
  const [last] = await on
    .select({ name: request.offering, number: request.revision })
    .from(request)
    .where(and(eq(request.resource, resource), lt(request.revision, 0)))
    .orderBy(desc(request.number))
    .limit(1);
  const found = last && (await loadRevision(on, last.name, last.number));
  return found && { ...found, name: found.offering };
}

/** Removes what was kept of drafts long ago and nothing hangs on. */
export async function forgetTestRevisions(on: Reader): Promise<void> {
  const of = (table: typeof request | typeof probe) =>
    exists(
      on
        .select({ one: sql`1` })
        .from(table)
        .where(and(eq(table.offering, revision.offering), eq(table.revision, revision.number))),
    );
  const old = lt(revision.publishedAt, sql`now() - make_interval(days => ${livesDays})`);
  await on.delete(revision).where(and(lt(revision.number, 0), old, not(of(request)), not(of(probe))));
  const unused = on
    .select({ name: offering.name })
    .from(offering)
    .leftJoin(revision, eq(revision.offering, offering.name))
    .where(
      and(
        lt(offering.updatedAt, sql`now() - make_interval(days => ${livesDays})`),
        eq(offering.hidden, true),
        isNull(offering.current),
        isNull(offering.fileDigest),
        isNull(revision.number),
      ),
    );
  await on.delete(offering).where(inArray(offering.name, unused));
}
