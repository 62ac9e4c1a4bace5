import Link from "next/link";
import type { CatalogItem } from "#lib/views/catalog/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { LevelBadge } from "#components/ui/level-badge.tsx";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { roughly } from "#components/ui/time-text.ts";

/** What history says about how long it takes; never a guess. */
export function leadTimeText({ leadTime, orders }: Pick<CatalogItem, "leadTime" | "orders">): string {
  if (leadTime) return `median ${roughly(leadTime.medianSeconds)}`;
  return orders > 0 ? "none completed yet" : "no orders yet";
}

/** What is to be done about it stands on the offering's page. */
function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

export function OfferingCard({ item }: { item: CatalogItem }) {
  return (
    <Link
      href={`/catalog/${item.name}`}
      prefetch={false}
      className="card flex h-full flex-col p-4 shadow-card transition-colors hover:border-line-strong focus-visible:border-accent"
    >
      <span className="flex items-start gap-3">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-fill">
          <Icon names={[item.icon, item.category]} className="size-4.5" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-base leading-5 font-medium">{item.title}</span>
          <span className="block truncate text-xs text-muted">{item.owner.title}</span>
        </span>
        {item.blocked === null ? (
          <LifecycleBadge lifecycle={item.lifecycle} />
        ) : (
          <Badge tone="warn">Not available now</Badge>
        )}
      </span>
      <span className="mt-2.5 line-clamp-2 flex-1 text-muted">{item.summary}</span>
      {item.successor ? (
        <span className="mt-1.5 truncate text-xs text-warn">Use {item.successor.title} instead.</span>
      ) : null}
      <span className="mt-3 flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <LevelBadge level={item.level} />
        {item.blocked === null ? (
          <span className="text-xs text-muted">{leadTimeText(item)}</span>
        ) : (
          <span className="text-xs text-warn">{firstSentence(item.blocked)}</span>
        )}
        {item.orders > 0 ? (
          <span className="ml-auto text-xs text-muted tabular-nums">
            {item.orders} {item.orders === 1 ? "order" : "orders"}
          </span>
        ) : null}
      </span>
    </Link>
  );
}
