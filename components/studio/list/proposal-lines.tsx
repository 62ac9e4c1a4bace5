import type { DraftItem } from "#lib/views/studio/shape.ts";
import { RowLink } from "#components/list/rows.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/time.tsx";

/** What somebody proposed and nobody has answered. */
export function Proposals({ items }: { items: readonly DraftItem[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-label="Proposals" className="mb-8">
      <h2 className="mb-1.5 text-xs font-medium text-muted">
        Proposals <span className="tabular-nums">· {items.length}</span>
      </h2>
      <ul className="card divide-y divide-line">
        {items.map((item) => (
          <li key={item.id} className="relative px-4 py-2.5 hover:bg-sunken">
            <ProposalLine item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProposalLine({ item }: { item: DraftItem }) {
  const { id, offering, title, begunBy, savedAt, note, may: rights } = item;
  const href = rights.publish || rights.decline ? `/studio/${offering}/proposals/${id}` : `/studio/${offering}`;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <RowLink href={href} title={title} />
      <span className="min-w-0 flex-1 truncate text-muted">{note}</span>
      <Badge tone={item.submitted ? "info" : "neutral"}>
        {!item.submitted ? "Not sent yet" : rights.publish ? "Waits for you" : "Waits for the owners"}
      </Badge>
      <span className="text-xs text-muted">
        {begunBy.name}, <RelativeTime at={savedAt} />
      </span>
    </span>
  );
}
