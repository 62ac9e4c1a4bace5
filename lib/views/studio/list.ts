import { may, type Actor } from "#lib/core/access.ts";
import { headOf } from "#lib/core/offering/head.ts";
import { seesDraft } from "#lib/core/offering/draft.ts";
import { database } from "#db/client.ts";
import { draftsByOffering, factsOf, listNew, type ListedDraft } from "#db/draft.ts";
import { listTeams } from "#db/organisation.ts";
import { listWithdrawn, type PublishedRow } from "#db/studio.ts";
import { offeredTo } from "../catalog/catalog.ts";
import type { Entry } from "../catalog/entry.ts";
import type { StudioList, StudioOffering } from "./shape.ts";

export interface StudioQuery {
  text?: string;
  /** Only what the actor may change. */
  mine?: boolean;
  offset?: number;
  limit?: number;
}

type Line = Omit<StudioOffering, "draft" | "proposals">;
type Titles = ReadonlyMap<string, string>;

/** Offerings that this actor may read, with what is begun and was never published; by title, a page of them. */
export async function studioOfferings(actor: Actor, query: StudioQuery = {}): Promise<StudioList> {
  const { text = "", mine = false, offset = 0, limit = 60 } = query;
  const db = database();
  const [offered, withdrawn, begun, teams] = await Promise.all([
    offeredTo(actor),
    listWithdrawn(db),
    listNew(db),
    listTeams(db),
  ]);
  const titles = new Map(teams.map(({ name, title }) => [name, title]));
  const lines = [
    ...offered.map((entry) => ofEntry(actor, entry)),
    // What is offered no more is of no use to others.
    ...withdrawn.map((row) => ofRow(actor, row, titles)).filter(({ mayWrite }) => mayWrite),
    ...newTo(actor, begun).map((row) => ofDraft(actor, row, titles)),
  ];
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = byTitle(lines.filter((line) => (line.mayWrite || !mine) && fits(line, words)));
  return { items: await withDrafts(actor, fitting.slice(offset, offset + limit)), total: fitting.length };
}

function fits({ name, title, ownerTitle, category }: Line, words: readonly string[]): boolean {
  const searched = [name, title, ownerTitle, category].join(" ").toLowerCase();
  return words.every((word) => searched.includes(word));
}

/** There may be thousands: what they are compared by is made once. */
function byTitle(lines: readonly Line[]): Line[] {
  const keyed = lines.map((line) => ({ line, key: `${line.title.toLowerCase()}\n${line.name}` }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ line }) => line);
}

/** One published offering as the list has it. */
export async function asOffering(actor: Actor, row: PublishedRow, titles: Titles): Promise<StudioOffering | null> {
  const [item] = await withDrafts(actor, [ofRow(actor, row, titles)]);
  return item ?? null;
}

const writes = (actor: Actor, owner: string) => may(actor, { verb: "offering.write", owner }).allowed;

function ofEntry(actor: Actor, { item }: Entry): Line {
  const { name, title, owner, category, revision, level, lifecycle } = item;
  const facts = { name, title, category, revision, level, lifecycle, state: "offered" } as const;
  return { ...facts, owner: owner.name, ownerTitle: owner.title, mayWrite: writes(actor, owner.name) };
}

function ofRow(actor: Actor, { metadata, number, level, hidden, retiredAt }: PublishedRow, titles: Titles): Line {
  const { name, title, owner, category, lifecycle } = metadata;
  const state = retiredAt === null ? (hidden ? "hidden" : "offered") : "retired";
  const facts = { name, title, owner, category, revision: number, level, lifecycle, state } as const;
  return { ...facts, ownerTitle: titles.get(owner) ?? owner, mayWrite: writes(actor, owner) };
}

function ofDraft(actor: Actor, { offering, owner, head }: ListedDraft, titles: Titles): Line {
  const nothing = { category: "", revision: null, level: null, lifecycle: "production", state: "new" } as const;
  const title = headOf(head).title ?? offering;
  return {
    ...nothing,
    name: offering,
    title,
    owner,
    ownerTitle: titles.get(owner) ?? owner,
    mayWrite: writes(actor, owner),
  };
}

/** What is begun and was never published, each name once: the owners' draft before what others propose. */
function newTo(actor: Actor, rows: readonly ListedDraft[]): ListedDraft[] {
  const seen = rows.filter((row) => seesDraft(actor, factsOf(row)));
  const inOrder = seen.toSorted((one, other) => Number(one.proposal) - Number(other.proposal));
  return [...new Map(inOrder.toReversed().map((row) => [row.offering, row])).values()];
}

async function withDrafts(actor: Actor, lines: readonly Line[]): Promise<StudioOffering[]> {
  const found = await draftsByOffering(
    database(),
    lines.map(({ name }) => name),
  );
  const byName = Map.groupBy(found, ({ offering }) => offering);
  return lines.map((line) => {
    const sees = may(actor, { verb: "draft.read", owner: line.owner, begunBy: null }).allowed;
    const known = sees ? (byName.get(line.name) ?? []) : [];
    const own = known.find(({ proposal }) => !proposal);
    return {
      ...line,
      draft: own ? { id: own.id, savedBy: own.savedBy.name, savedAt: own.savedAt.toISOString() } : null,
      proposals: known.filter(({ proposal, submittedAt }) => proposal && submittedAt !== null).length,
    };
  });
}
