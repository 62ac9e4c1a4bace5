import type { RevisionItem, RevisionPage } from "#lib/views/catalog/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LevelBadge } from "#components/ui/level-badge.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { roughly } from "#components/ui/time-text.ts";
import { RelativeTime } from "#components/ui/time.tsx";

/** What was published of an offering, newest first: what each changed, and how long its orders took. */
export function RevisionList({ name, page }: { name: string; page: RevisionPage }) {
  return (
    <>
      <ol className="card divide-y divide-line">
        {page.items.map((item) => (
          <li key={item.number} className="px-4 py-4 sm:px-5">
            <Revision item={item} />
          </li>
        ))}
      </ol>
      {page.next === null ? null : (
        <p className="mt-4 text-center">
          <NearLink href={`/catalog/${name}/revisions?before=${page.next}`} className="py-1 font-medium text-accent">
            Older revisions
          </NearLink>
        </p>
      )}
    </>
  );
}

function Revision({ item }: { item: RevisionItem }) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-medium">
          <Badge>r{item.number}</Badge>
          <span className="sr-only">Revision {item.number}</span>
        </h2>
        <LevelBadge level={item.level} />
        <span className="text-muted">
          <RelativeTime at={item.publishedAt} /> by {item.publishedBy}
        </span>
        <span className="ml-auto text-xs text-muted">{ordersText(item)}</span>
      </div>
      {item.changeNote === null ? null : <p className="mt-2">{item.changeNote}</p>}
      <Changes changes={item.changes} />
    </>
  );
}

function Changes({ changes }: Pick<RevisionItem, "changes">) {
  if (changes === null) return <p className="mt-2 text-muted">The first one.</p>;
  if (changes.length === 0)
    return <p className="mt-2 text-muted">Asks, does and yields the same: only its text or its modules changed.</p>;
  return (
    <ul className="mt-2 list-disc space-y-0.5 pl-5 marker:text-muted">
      {changes.map(({ about, sentence, path }) => (
        <li key={`${path} ${sentence}`} className={about === "words" ? "text-muted" : undefined}>
          {sentence}
        </li>
      ))}
    </ul>
  );
}

/** `12 orders · median 4 min` */
function ordersText({ orders, leadTime }: Pick<RevisionItem, "orders" | "leadTime">): string {
  if (orders === 0) return "never ordered";
  const count = `${orders} ${orders === 1 ? "order" : "orders"}`;
  return leadTime ? `${count} · median ${roughly(leadTime.medianSeconds)}` : `${count} · none completed yet`;
}
