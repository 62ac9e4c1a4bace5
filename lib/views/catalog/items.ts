import { may, type Actor } from "#lib/core/access.ts";
import { readiness, type AskingStep } from "#lib/core/decide/readiness.ts";
import { waysOf, type Offering } from "#lib/core/offering/document.ts";
import { database, type Database } from "#db/client.ts";
import { orderHistory, type OrderHistory } from "#db/history.ts";
import { catalogStamp, listCurrent, type CurrentRevision } from "#db/offering.ts";
import { listTeams } from "#db/organisation.ts";
import { loadReadiness } from "#db/readiness.ts";
import type { CatalogItem } from "./shape.ts";

/** An offering as the catalog keeps it in memory: what is searched is prepared once per publication, not per question. */
export interface Entry {
  item: Omit<CatalogItem, "leadTime" | "orders" | "blocked">;
  availableTo: readonly string[] | undefined;
  publishedAt: Date;
  /** Lowercase, by weight: what a search looks into. */
  searched: { title: string; tags: string; summary: string; rest: string };
  /** The ways of each step that every order takes. */
  certain: AskingStep[][];
}

interface Kept {
  stamp: string;
  entries: Entry[];
}

// One index per process, however many instances of this module Next.js makes.
declare global {
  var paoCatalog: Kept | undefined;
  var paoHistory: { at: number; rows: Promise<Map<string, OrderHistory>> } | undefined;
}

/** Every offering that is offered to this actor. */
export async function visibleEntries(actor: Actor): Promise<Entry[]> {
  const entries = await allEntries(database());
  return entries.filter(
    ({ item, availableTo }) => may(actor, { verb: "catalog.read", owner: item.owner.name, availableTo }).allowed,
  );
}

async function allEntries(db: Database): Promise<Entry[]> {
  const stamp = await catalogStamp(db);
  if (globalThis.paoCatalog?.stamp === stamp) return globalThis.paoCatalog.entries;
  const [revisions, teams] = await Promise.all([listCurrent(db), listTeams(db)]);
  const titles = new Map(teams.map(({ name, title }) => [name, title]));
  const entries = revisions.map((revision) => entryOf(revision, titles));
  globalThis.paoCatalog = { stamp, entries };
  return entries;
}

export function entryOf(revision: CurrentRevision, teamTitles: ReadonlyMap<string, string>): Entry {
  const { document, number, level, publishedAt } = revision;
  const { name, title, summary, category, tags, lifecycle, icon, availableTo } = document.metadata;
  const owner = {
    name: document.metadata.owner,
    title: teamTitles.get(document.metadata.owner) ?? document.metadata.owner,
  };
  const searched = {
    title: title.toLowerCase(),
    tags: tags.join(" ").toLowerCase(),
    summary: summary.toLowerCase(),
    rest: [name, owner.name, owner.title, category].join(" ").toLowerCase(),
  };
  const item = { name, title, summary, owner, category, tags, level, lifecycle, icon: icon ?? null, revision: number };
  return { item, availableTo, publishedAt, searched, certain: certainOf(document) };
}

function certainOf({ fulfillment: { steps } }: Offering): AskingStep[][] {
  return steps.flatMap((step) => {
    if (step.if !== undefined) return [];
    const { id, title = id } = step;
    return [waysOf(step).map(({ uses, connection }) => ({ id, title, uses, ...(connection ? { connection } : {}) }))];
  });
}

const historyKeptMs = 5_000;

/** Measured over all requests, so it is asked for every few seconds and not with every key somebody presses. */
async function recentHistory(db: Database): Promise<Map<string, OrderHistory>> {
  const now = Date.now();
  const kept = globalThis.paoHistory;
  if (kept && now - kept.at < historyKeptMs) return kept.rows;
  const rows = orderHistory(db);
  globalThis.paoHistory = { at: now, rows };
  rows.catch(() => (globalThis.paoHistory = undefined));
  return rows;
}

/** Entries as cards: with what was measured, and why one cannot be ordered now. */
export async function asItems(entries: readonly Entry[]): Promise<CatalogItem[]> {
  const db = database();
  const [history, ready] = await Promise.all([recentHistory(db), loadReadiness(db)]);
  return entries.map(({ item, certain }) => {
    const { leadTime = null, orders = 0 } = history.get(item.name) ?? {};
    return { ...item, leadTime, orders, blocked: blockedBy(item.title, certain, ready) };
  });
}

/** How often each offering was ordered; for sorting. */
export async function orderCounts(): Promise<(name: string) => number> {
  const history = await recentHistory(database());
  return (name) => history.get(name)?.orders ?? 0;
}

type Ready = Awaited<ReturnType<typeof loadReadiness>>;

/** Why no order can run now: a step that is always there can go none of its ways. */
function blockedBy(title: string, certain: readonly AskingStep[][], ready: Ready): string | null {
  for (const ways of certain) {
    const reasons = ways.map((way) => readiness({ offering: { title }, steps: [way], ...ready })[0]);
    const last = reasons.at(-1);
    if (last && reasons.every((reason) => reason !== undefined)) return `${last.sentence} ${last.remedy ?? ""}`.trim();
  }
  return null;
}
