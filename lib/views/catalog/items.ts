import { readiness, type AskingStep } from "#lib/core/decide/readiness.ts";
import { waysOf, type Offering } from "#lib/core/offering/document.ts";
import { database } from "#db/client.ts";
import { orderHistory, type OrderHistory } from "#db/history.ts";
import { listSteps } from "#db/offering.ts";
import { loadReadiness } from "#db/readiness.ts";
import { shared } from "../shared.ts";
import type { Entry } from "./entry.ts";
import type { CatalogItem } from "./shape.ts";

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

/** Entries as cards: with what was measured, and why one cannot be ordered now. */
export async function asItems(entries: readonly Entry[]): Promise<CatalogItem[]> {
  const [history, ready] = await Promise.all([recentHistory(), readinessNow(), keepCertain(entries)]);
  return entries.map((entry) => {
    const { leadTime = null, orders = 0 } = history.get(entry.item.name) ?? {};
    return { ...entry.item, leadTime, orders, blocked: blockedBy(entry.item.title, certain.get(entry) ?? [], ready) };
  });
}

const readinessNow = shared(() => loadReadiness(database()));

/** The ways of each step that every order takes; read for what is shown, and once per revision. */
const certain = new WeakMap<Entry, AskingStep[][]>();

async function keepCertain(entries: readonly Entry[]): Promise<void> {
  const unknown = entries.filter((entry) => !certain.has(entry));
  const read = await listSteps(
    database(),
    unknown.map(({ item }) => item.name),
  );
  const steps = new Map(read.map(({ name, steps: of }) => [name, of]));
  for (const entry of unknown) certain.set(entry, certainOf(steps.get(entry.item.name) ?? []));
}

function certainOf(steps: Offering["fulfillment"]["steps"]): AskingStep[][] {
  return steps.flatMap((step) => {
    if (step.if !== undefined) return [];
    const { id, title = id } = step;
    return [waysOf(step).map(({ uses, connection }) => ({ id, title, uses, ...(connection ? { connection } : {}) }))];
  });
}

type Ready = Awaited<ReturnType<typeof loadReadiness>>;

/** Why no order can run now: a step that is always there can go none of its ways. */
function blockedBy(title: string, ways: readonly AskingStep[][], ready: Ready): string | null {
  for (const of of ways) {
    const reasons = of.map((way) => readiness({ offering: { title }, steps: [way], ...ready })[0]);
    const last = reasons.at(-1);
    if (last && reasons.every((reason) => reason !== undefined)) return `${last.sentence} ${last.remedy ?? ""}`.trim();
  }
  return null;
}
