import { database } from "#db/client.ts";
import { orderHistory, type OrderHistory } from "#db/history.ts";
import { listSteps } from "#db/offering.ts";
import { loadReadiness } from "#db/readiness.ts";
import { shared } from "../shared.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { blockedBy, type Certain, certainOf, type Offered, partBlockedBy, possibleParts } from "./certain.ts";
import type { Entry } from "./entry.ts";
import type { CatalogItem, Named } from "./shape.ts";

declare global {
  var paoHistory: { at: number; rows: Promise<Map<string, OrderHistory>> } | undefined;
}

const historyKeptMs = 5_000;

/** Measured over all requests, so it is asked for every few seconds and not with every key somebody presses. */
export async function recentHistory(): Promise<ReadonlyMap<string, OrderHistory>> {
  const now = Date.now();
  const kept = globalThis.paoHistory;
  if (kept && now - kept.at < historyKeptMs) return kept.rows;
  const rows = orderHistory(database());
  globalThis.paoHistory = { at: now, rows };
  rows.catch(() => (globalThis.paoHistory = undefined));
  return rows;
}

/** What an actor finds in the catalog under a name; null when nothing. */
export type Finding = (name: string) => Named | null;

/** Entries as cards: with what was measured, what to use instead, and why one cannot be ordered now. */
export async function asItems(entries: readonly Entry[], found: Finding): Promise<CatalogItem[]> {
  const [history, ready] = await Promise.all([recentHistory(), readinessNow(), keepCertain(entries)]);
  const offered = await offeredParts(entries);
  return entries.map((entry) => {
    const { leadTime = null, orders = 0 } = history.get(entry.item.name) ?? {};
    const blocked = blockedBy(entry.item.title, certain.get(entry) ?? { ways: [], parts: [] }, ready, offered);
    const successor = entry.successor === undefined ? null : found(entry.successor);
    return { ...entry.item, leadTime, orders, blocked, successor };
  });
}

/** Why what only some answers order can't be ordered now: who fills in the form knows it before. */
export async function limitsOf({ fulfillment }: Offering): Promise<string[]> {
  const parts = possibleParts(fulfillment.steps);
  if (parts.length === 0) return [];
  const [ready, offered] = await Promise.all([readinessNow(), readCertain(parts.map(({ name }) => name))]);
  return parts.flatMap((part) => partBlockedBy(part, ready, offered) ?? []);
}

const readinessNow = shared(() => loadReadiness(database()));

/** Read for what is shown, and once per revision. */
const certain = new WeakMap<Entry, Certain>();

async function keepCertain(entries: readonly Entry[]): Promise<void> {
  const unknown = entries.filter((entry) => !certain.has(entry));
  const read = await readCertain(unknown.map(({ item }) => item.name));
  for (const entry of unknown) certain.set(entry, read.get(entry.item.name)?.certain ?? { ways: [], parts: [] });
}

/** Asked anew each time: a part may be withdrawn while what is made of it stays as it is. */
async function offeredParts(entries: readonly Entry[]): Promise<Offered> {
  const names = entries.flatMap((entry) => certain.get(entry)?.parts.map(({ name }) => name) ?? []);
  return readCertain([...new Set(names)]);
}

async function readCertain(names: readonly string[]): Promise<Offered> {
  const read = await listSteps(database(), names);
  return new Map(
    read.map(({ name, owner, number, steps }) => [name, { revision: number, certain: certainOf(steps, owner) }]),
  );
}
