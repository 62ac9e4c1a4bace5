import { may, whoIs, type Actor } from "#lib/core/access.ts";
import { draftRights, seesDraft } from "#lib/core/offering/draft.ts";
import { headOf } from "#lib/core/offering/head.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import {
  factsOf,
  listDrafts,
  listEditors,
  loadDraft,
  type DraftFilter,
  type DraftRow,
  type ListedDraft,
  type EditorRow,
} from "#db/draft.ts";
import { pageOf, pageSize } from "../organisation/listing.ts";
import type { Page } from "../organisation/listing-shape.ts";
import type { DraftItem, DraftView } from "./shape.ts";

export interface DraftQuery {
  offering?: string;
  /** The id of the last one of the page before. */
  cursor?: string;
  limit?: number;
}

/** Open drafts and proposals that this actor may see, those first that were begun last, a page of them. */
export async function draftList(actor: Actor, query: DraftQuery = {}): Promise<Page<DraftItem>> {
  const { offering, cursor } = query;
  const limit = pageSize(query.limit);
  const known = cursor === undefined || uuid.test(cursor);
  const filter = { offering, after: cursor, seenBy: eyesOf(actor) };
  const rows = known ? await listDrafts(database(), filter, limit + 1) : [];
  const page = pageOf(
    rows,
    limit,
    (row) => row,
    ({ id }) => id,
  );
  return { items: await asItems(actor, page.items), next: page.next };
}

/** Who may read a draft that is no team's may read all of them. */
export function eyesOf(actor: Actor): DraftFilter["seenBy"] {
  if (may(actor, { verb: "draft.read", owner: "", begunBy: null }).allowed) return null;
  return { who: whoIs(actor), teams: "teams" in actor ? Object.keys(actor.teams) : [] };
}

/** A draft with its text, whatever became of it. */
export async function draftView(actor: Actor, id: string): Promise<DraftView> {
  const row = uuid.test(id) ? await loadDraft(database(), id) : undefined;
  if (!row || !seesDraft(actor, factsOf(row))) throw new Problem("not_found", "There is no such draft.");
  return asView(actor, row);
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export async function asView(actor: Actor, row: DraftRow): Promise<DraftView> {
  const listed = { ...row, head: row.source };
  return { ...asItem(actor, listed, await listEditors(database(), [row.id])), source: row.source };
}

export async function asItems(actor: Actor, rows: readonly ListedDraft[]): Promise<DraftItem[]> {
  const editors = await listEditors(
    database(),
    rows.map(({ id }) => id),
  );
  return rows.map((row) => asItem(actor, row, editors));
}

function asItem(actor: Actor, row: ListedDraft, editors: readonly EditorRow[]): DraftItem {
  const { id, offering, owner, proposal, state, basedOn, current, version, note, reason, revision } = row;
  return {
    id,
    offering,
    owner,
    proposal,
    state,
    basedOn,
    current,
    version,
    note,
    reason,
    revision,
    title: headOf(row.head).title ?? offering,
    submitted: row.submittedAt !== null,
    begunBy: { id: row.who, name: row.begunBy.name },
    begunAt: row.begunAt.toISOString(),
    savedBy: row.savedBy.name,
    savedAt: row.savedAt.toISOString(),
    editors: editors
      .filter(({ draft }) => draft === id)
      .map(({ person, name, seenAt }) => ({ person, name, seenAt: seenAt.toISOString() })),
    may: draftRights(actor, factsOf(row)),
    endedBy: row.endedBy?.name ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
