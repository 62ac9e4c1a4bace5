import type { RevisionItem, RevisionPage } from "#lib/views/catalog/shape.ts";
import type { RevisionActions } from "#components/studio/revision/actions.ts";
import { RollBackButton } from "#components/studio/revision/roll-back-button.tsx";
import { compareAddress } from "#components/studio/revision/side.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LevelBadge } from "#components/ui/level-badge.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import { roughly } from "#components/ui/time-text.ts";
import { RelativeTime } from "#components/ui/time.tsx";

interface ListProps {
  name: string;
  page: RevisionPage;
  rollBack: RevisionActions["rollBack"];
}

/** What was published of an offering, newest first: what each changed, and how long its orders took. */
export function RevisionList({ name, page, rollBack }: ListProps) {
  const { title, standing } = page;
  return (
    <>
      <ol className="card divide-y divide-line">
        {page.items.map((item) => (
          <li key={item.number} className="px-4 py-4 sm:px-5">
            <Revision item={item} isCurrent={item.number === standing.current} />
            <p className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-2">
              {item.changes === null ? null : (
                <NearLink href={compareAddress(name, item.number - 1, item.number)} className="link py-1 text-xs">
                  Compare with r{item.number - 1}
                </NearLink>
              )}
              {item.number === standing.current ? null : (
                <NearLink href={compareAddress(name, standing.current, item.number)} className="link py-1 text-xs">
                  Compare with now
                </NearLink>
              )}
              {standing.mayWrite && item.number !== standing.current ? (
                <span className="ml-auto">
                  <RollBackButton {...{ name, title, rollBack }} current={standing.current} revision={item.number} />
                </span>
              ) : null}
            </p>
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

function Revision({ item, isCurrent }: { item: RevisionItem; isCurrent: boolean }) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-medium">
          <Badge>r{item.number}</Badge>
          <span className="sr-only">Revision {item.number}</span>
        </h2>
        {isCurrent ? <Badge tone="accent">Now</Badge> : null}
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
