import { ExternalLink } from "lucide-react";
import type { OfferingView } from "#lib/views/catalog/shape.ts";
import { WithdrawnNotice } from "#components/catalog/withdrawn-notice.tsx";
import { leadTimeText } from "#components/catalog/offering-card.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { LevelBadge } from "#components/ui/level-badge.tsx";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { Markdown } from "#components/ui/markdown.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RelativeTime } from "#components/ui/time.tsx";

/** A description up to this long stands open; a longer one would push the questions off the screen. */
const shortEnough = 420;

export function About({ offering }: { offering: OfferingView }) {
  return (
    <section aria-label="About this offering" className="mb-6">
      <div className="flex items-start gap-3">
        <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-fill">
          <Icon names={[offering.icon, offering.category]} className="size-5" />
        </span>
        <div className="min-w-0">
          <p className="text-base">{offering.summary}</p>
          <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
            <LevelBadge level={offering.level} />
            {offering.retired ? <Badge tone="warn">Retired</Badge> : <LifecycleBadge lifecycle={offering.lifecycle} />}
            <span>
              {leadTimeText(offering)} · by {offering.owner.title} · published{" "}
              <RelativeTime at={offering.publishedAt} /> by {offering.publishedBy}
            </span>
          </p>
        </div>
      </div>
      {offering.description.trim() === "" ? null : (
        <details className="group mt-4" open={offering.description.length <= shortEnough}>
          <summary className="inline-block rounded text-xs leading-6 text-accent marker:content-none hover:underline">
            <span className="group-open:hidden">Read about it</span>
            <span className="hidden group-open:inline">Hide the description</span>
          </summary>
          <div className="mt-2">
            <Markdown text={offering.description} />
          </div>
        </details>
      )}
      <WithdrawnNotice offering={offering} className="mt-4" />
      <Limits offering={offering} />
    </section>
  );
}

function Limits({ offering: { blocked, limits } }: { offering: Pick<OfferingView, "blocked" | "limits"> }) {
  if (blocked !== null)
    return (
      <Notice tone="warn" title="It cannot be ordered now." className="mt-4">
        {blocked}
      </Notice>
    );
  if (limits.length === 0) return null;
  return (
    <Notice tone="warn" title="Not all of it can be ordered now." className="mt-4">
      {limits.map((limit) => (
        <p key={limit}>{limit}</p>
      ))}
      <p>The rest can be ordered.</p>
    </Notice>
  );
}

export function OfferingLinks({ links }: { links: OfferingView["links"] }) {
  return links.map((link) => (
    <a key={link.url} href={link.url} target="_blank" rel="noreferrer" className="button button-quiet max-sm:px-0">
      <ExternalLink className="size-4" aria-hidden />
      {link.title}
    </a>
  ));
}
