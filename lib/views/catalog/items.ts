import { may, type Actor } from "#lib/core/access.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
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
  needs: Need[];
}

/** A kind of step that every way of the offering's fulfilment comes down to. */
interface Need {
  kind: string;
  title: string;
  built: boolean;
  connection: string | null;
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
  return entries.filter(({ availableTo }) => may(actor, { verb: "catalog.read", availableTo }).allowed);
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
  return { item, availableTo, publishedAt, searched, needs: needsOf(document) };
}

function needsOf(document: Offering): Need[] {
  const kinds = new Set(
    document.fulfillment.steps
      .flatMap((step) => (waysOf(step).length === 1 ? waysOf(step) : []))
      .map(({ uses }) => uses),
  );
  return [...kinds].map((kind) => {
    const { title, built, connection } = adapterDefinition(kind);
    return { kind, title, built, connection };
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
  const [history, readiness] = await Promise.all([recentHistory(db), loadReadiness(db)]);
  return entries.map(({ item, needs }) => {
    const { leadTime = null, orders = 0 } = history.get(item.name) ?? {};
    return { ...item, leadTime, orders, blocked: blockedBy(needs, readiness) };
  });
}

/** How often each offering was ordered; for sorting. */
export async function orderCounts(): Promise<(name: string) => number> {
  const history = await recentHistory(database());
  return (name) => history.get(name)?.orders ?? 0;
}

type Readiness = Awaited<ReturnType<typeof loadReadiness>>;

function blockedBy(needs: readonly Need[], { engines, connections }: Readiness): string | null {
  for (const { kind, title, built, connection } of needs) {
    if (!built) return `PAO cannot run steps of the kind ${title} yet.`;
    if (connection !== null && !connections.some((known) => known.kind === connection))
      return `No ${connection === "jira" ? "Jira" : connection.toUpperCase()} connection is set up; an admin adds one under Settings.`;
    if (!engines.some((engine) => Object.hasOwn(engine, kind)))
      return `No engine is running that can do steps of the kind ${title}.`;
  }
  return null;
}
