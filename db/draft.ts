import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  or,
  sql,
  type SQL,
} from "drizzle-orm";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import type { DraftFacts } from "#lib/core/offering/draft.ts";
import { headLength } from "#lib/core/offering/head.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Reader, Transaction } from "./client.ts";
import { draft, draftEditor, offering } from "./tables.ts";

type Stored = typeof draft.$inferSelect;

/** A draft beside what is published now. */
export type DraftRow = Stored & {
  /** The revision that is published now; null while nothing is. */
  current: number | null;
  /** How long ago the audit told of it, in seconds by the database's clock; null while it has not. */
  toldAgo: number | null;
};

/** What is published belongs to its team, whatever a draft says. */
const owner = sql<string>`case when ${offering.current} is null then ${draft.owner} else ${offering.owner} end`;
const toldAgo = sql<number | null>`extract(epoch from clock_timestamp() - ${draft.toldAt})::float8`;
const columns = { ...getTableColumns(draft), owner, current: offering.current, toldAgo };

/** A draft among others: of its text only the beginning, which says what it is called. */
export type ListedDraft = Omit<DraftRow, "source" | "told" | "toldAgo"> & { head: string };

const { source, told: _told, toldAgo: _toldAgo, ...others } = columns;
const listed = { ...others, head: sql<string>`left(${source}, ${headLength})` };

const isOpen = eq(draft.state, "open");

function select(on: Reader) {
  return on.select(columns).from(draft).leftJoin(offering, eq(offering.name, draft.offering));
}

function selectListed(on: Reader) {
  return on.select(listed).from(draft).leftJoin(offering, eq(offering.name, draft.offering));
}

export async function loadDraft(on: Reader, id: string): Promise<DraftRow | undefined> {
  const [row] = await select(on).where(eq(draft.id, id));
  return row;
}

/** The same, and nobody else changes it before this transaction is over. */
export async function lockDraft(tx: Transaction, id: string): Promise<DraftRow | undefined> {
  await tx.select({ id: draft.id }).from(draft).where(eq(draft.id, id)).for("update");
  return loadDraft(tx, id);
}

/** The owners' draft of an offering, while it is open. */
export async function openDraft(on: Reader, name: string): Promise<DraftRow | undefined> {
  const [row] = await select(on).where(and(eq(draft.offering, name), eq(draft.proposal, false), isOpen));
  return row;
}

/** Somebody's last proposal for an offering, open or answered. */
export async function lastProposal(on: Reader, name: string, who: string): Promise<DraftRow | undefined> {
  const [row] = await select(on)
    .where(and(eq(draft.offering, name), eq(draft.proposal, true), eq(draft.who, who)))
    .orderBy(sql`${draft.state} = 'open' desc`, desc(draft.begunAt))
    .limit(1);
  return row;
}

/** Nobody else takes this name for a new one before this transaction is over. */
export async function lockName(tx: Transaction, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`draft ${name}`}, 0))`);
}

/** Is the name free for what was never published? A proposal stands in nobody's way but its author's. */
export async function nameIsFree(on: Reader, name: string, { proposal, who }: Pick<Stored, "proposal" | "who">) {
  const alike = proposal ? and(eq(draft.proposal, true), eq(draft.who, who)) : eq(draft.proposal, false);
  const [published, open] = await Promise.all([
    on
      .select({ name: offering.name })
      .from(offering)
      .where(and(eq(offering.name, name), isNotNull(offering.current))),
    on
      .select({ id: draft.id })
      .from(draft)
      .where(and(eq(draft.offering, name), isOpen, alike)),
  ]);
  return published.length === 0 && open.length === 0;
}

export interface DraftFilter {
  offering?: string | undefined;
  /** Whose eyes: their own, and what the teams of which they are have. Null: everything. */
  seenBy: { who: string; teams: readonly string[] } | null;
  /** The id of the last one of the page before. */
  after?: string | undefined;
}

/** Open drafts and proposals that somebody may see, those first that were begun last, without those that are another's and not shown yet. */
export function listDrafts(
  on: Reader,
  { offering: name, seenBy, after }: DraftFilter,
  limit: number,
): Promise<ListedDraft[]> {
  const last = sql`(select d.begun_at, d.id from ${draft} d where d.id = ${after})`;
  const older = after === undefined ? undefined : sql`(${draft.begunAt}, ${draft.id}) < ${last}`;
  return selectListed(on)
    .where(and(isOpen, name === undefined ? undefined : eq(draft.offering, name), visible(seenBy), older))
    .orderBy(desc(draft.begunAt), desc(draft.id))
    .limit(limit);
}

function visible(seenBy: DraftFilter["seenBy"]): SQL | undefined {
  const shown = or(eq(draft.proposal, false), isNotNull(draft.submittedAt));
  if (seenBy === null) return shown;
  const own = eq(draft.who, seenBy.who);
  return seenBy.teams.length === 0 ? own : or(own, and(inArray(owner, [...seenBy.teams]), shown));
}

/** How many proposals wait for an answer of these teams. */
export async function countProposals(on: Reader, teams: readonly string[]): Promise<number> {
  if (teams.length === 0) return 0;
  const [row] = await on
    .select({ waiting: count() })
    .from(draft)
    .leftJoin(offering, eq(offering.name, draft.offering))
    .where(and(isOpen, eq(draft.proposal, true), isNotNull(draft.submittedAt), inArray(owner, [...teams])));
  return row?.waiting ?? 0;
}

/** Open drafts and proposals of what was never published. */
export function listNew(on: Reader): Promise<ListedDraft[]> {
  return selectListed(on)
    .where(and(isOpen, isNull(offering.current)))
    .orderBy(asc(draft.begunAt));
}

type FactsRow = Pick<DraftRow, "owner" | "proposal" | "state" | "who" | "submittedAt">;

export const factsOf = ({ owner: team, proposal, state, who, submittedAt }: FactsRow): DraftFacts => ({
  owner: team,
  proposal,
  state,
  who,
  submitted: submittedAt !== null,
});

export type NewDraft = Pick<Stored, "offering" | "owner" | "proposal" | "basedOn" | "source" | "who"> & {
  by: ActorLabel;
  /** What PAO proposes is shown at once. */
  note?: string;
};

/** Undefined when an open one is there already. */
export async function addDraft(tx: Transaction, { by, note, ...given }: NewDraft): Promise<string | undefined> {
  const shown = note === undefined ? {} : { note, submittedAt: sql`now()` };
  const [row] = await tx
    .insert(draft)
    .values({ ...given, told: given.source, begunBy: by, savedBy: by, ...shown })
    .onConflictDoNothing()
    .returning({ id: draft.id });
  return row?.id;
}

type Save = Pick<Stored, "source"> &
  Partial<Pick<Stored, "offering" | "owner" | "basedOn" | "note">> & {
    by: ActorLabel;
    /** The audit tells of it. */
    told?: boolean;
  };

export async function saveDraft(
  tx: Transaction,
  id: string,
  { by, told = false, ...change }: Save,
): Promise<Pick<Stored, "version" | "savedAt">> {
  const tells = told ? { told: change.source, toldAt: sql`clock_timestamp()` } : {};
  const [row] = await tx
    .update(draft)
    .set({ ...change, ...tells, version: sql`${draft.version} + 1`, savedBy: by, savedAt: sql`clock_timestamp()` })
    .where(eq(draft.id, id))
    .returning({ version: draft.version, savedAt: draft.savedAt });
  if (!row) throw new Problem("internal", "A draft that is locked is there.");
  return row;
}

export async function submitDraft(tx: Transaction, id: string, note: string): Promise<void> {
  await tx
    .update(draft)
    .set({ note, submittedAt: sql`coalesce(${draft.submittedAt}, now())` })
    .where(eq(draft.id, id));
}

type End = { state: "published"; revision: number } | { state: "declined"; reason: string } | { state: "discarded" };

export async function endDraft(tx: Transaction, id: string, by: ActorLabel, end: End): Promise<void> {
  await tx
    .update(draft)
    .set({ ...end, endedBy: by, endedAt: sql`clock_timestamp()` })
    .where(eq(draft.id, id));
  await tx.delete(draftEditor).where(eq(draftEditor.draft, id));
}

/** How long somebody who was seen counts as being there. */
const presentSeconds = 30;

export async function seeEditor(
  tx: Transaction,
  seen: { draft: string; person: string; name: string },
  at: SQL | Date = sql`clock_timestamp()`,
): Promise<void> {
  await tx
    .insert(draftEditor)
    .values({ ...seen, seenAt: at })
    .onConflictDoUpdate({ target: [draftEditor.draft, draftEditor.person], set: { name: seen.name, seenAt: at } });
}

export type EditorRow = typeof draftEditor.$inferSelect;

/** Who has one of these drafts on the screen. */
export async function listEditors(
  on: Reader,
  drafts: readonly string[],
  at: SQL | Date = sql`clock_timestamp()`,
): Promise<EditorRow[]> {
  if (drafts.length === 0) return [];
  const now = at instanceof Date ? sql`${at.toISOString()}::timestamptz` : at;
  const present = gt(draftEditor.seenAt, sql`${now} - make_interval(secs => ${presentSeconds})`);
  return on
    .select()
    .from(draftEditor)
    .where(and(inArray(draftEditor.draft, [...drafts]), present))
    .orderBy(asc(draftEditor.name), asc(draftEditor.person));
}

/** How many proposals wait for the owners of each offering, and whether they have a draft of it. */
export async function draftsByOffering(on: Reader, names: readonly string[]) {
  if (names.length === 0) return [];
  return on
    .select({
      offering: draft.offering,
      id: draft.id,
      proposal: draft.proposal,
      submittedAt: draft.submittedAt,
      savedBy: draft.savedBy,
      savedAt: draft.savedAt,
    })
    .from(draft)
    .where(and(isOpen, inArray(draft.offering, [...names])));
}
