import type { CurrentCard } from "#db/offering.ts";
import type { CatalogItem } from "./shape.ts";

/** An offering as the catalog keeps it in memory: what is searched is prepared once per revision, not per question. */
export interface Entry {
  item: Omit<CatalogItem, "leadTime" | "orders" | "blocked" | "successor">;
  /** The name of what to use instead, when it is deprecated. */
  successor: string | undefined;
  availableTo: readonly string[] | undefined;
  publishedAt: Date;
  /** Lowercase, by weight: what a search looks into. */
  searched: { title: string; tags: string; summary: string; rest: string };
}

export function entryOf(card: CurrentCard, teamTitles: ReadonlyMap<string, string>): Entry {
  const { metadata, number, level, publishedAt } = card;
  const { name, title, summary, category, tags, lifecycle, icon, availableTo } = metadata;
  const owner = { name: metadata.owner, title: teamTitles.get(metadata.owner) ?? metadata.owner };
  const searched = {
    title: title.toLowerCase(),
    tags: tags.join(" ").toLowerCase(),
    summary: summary.toLowerCase(),
    rest: [name, owner.name, owner.title, category].join(" ").toLowerCase(),
  };
  const item = { name, title, summary, owner, category, tags, level, lifecycle, icon: icon ?? null, revision: number };
  const successor = lifecycle === "deprecated" ? metadata.successor : undefined;
  return { item, successor, availableTo, publishedAt, searched };
}
