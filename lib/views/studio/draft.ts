import { may, whoIs, type Actor } from "#lib/core/access.ts";
import { draftRights, seesDraft } from "#lib/core/offering/draft.ts";
import { headOf } from "#lib/core/offering/head.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { factsOf, listDrafts, listEditors, loadDraft, type DraftRow, type EditorRow } from "#db/draft.ts";
import type { DraftItem, DraftView } from "./shape.ts";

const mostListed = 200;

/** Open drafts and proposals that this actor may see, the latest first. */
export async function draftList(actor: Actor, filter: { offering?: string } = {}): Promise<{ items: DraftItem[] }> {
  const seenBy = mayReadAll(actor)
    ? null
    : { who: whoIs(actor), teams: "teams" in actor ? Object.keys(actor.teams) : [] };
  const rows = await listDrafts(database(), { ...filter, seenBy }, mostListed);
  return { items: await asItems(actor, rows) };
}

/** Of no team's: who may read a draft without belonging to it may read all of them. */
const mayReadAll = (actor: Actor) => may(actor, { verb: "draft.read", owner: "", begunBy: null }).allowed;

/** A draft with its text, whatever became of it. */
export async function draftView(actor: Actor, id: string): Promise<DraftView> {
  const row = uuid.test(id) ? await loadDraft(database(), id) : undefined;
  if (!row || !seesDraft(actor, factsOf(row))) throw new Problem("not_found", "There is no such draft.");
  return asView(actor, row);
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export async function asView(actor: Actor, row: DraftRow): Promise<DraftView> {
  return { ...asItem(actor, row, await listEditors(database(), [row.id])), source: row.source };
}

export async function asItems(actor: Actor, rows: readonly DraftRow[]): Promise<DraftItem[]> {
  const editors = await listEditors(
    database(),
    rows.map(({ id }) => id),
  );
  return rows.map((row) => asItem(actor, row, editors));
}

function asItem(actor: Actor, row: DraftRow, editors: readonly EditorRow[]): DraftItem {
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
    title: headOf(row.source).title ?? offering,
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
