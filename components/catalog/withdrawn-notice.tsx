import type { OfferingView } from "#lib/views/catalog/shape.ts";
import { NearLink } from "#components/ui/near-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RelativeTime } from "#components/ui/time.tsx";

type Told = Pick<OfferingView, "lifecycle" | "successor" | "retired">;

/** That an offering is at its end, and what to use instead. Nothing while it is not. */
export function WithdrawnNotice({
  offering: { lifecycle, successor, retired },
  className,
}: {
  offering: Told;
  className?: string;
}) {
  if (!retired && lifecycle !== "deprecated") return null;
  const instead = successor ? (
    <p>
      Use{" "}
      <NearLink href={`/catalog/${successor.name}`} className="link">
        {successor.title}
      </NearLink>{" "}
      instead.
    </p>
  ) : null;
  const look = className === undefined ? {} : { className };
  if (!retired)
    return (
      <Notice tone="warn" title="It is deprecated." {...look}>
        {instead ?? <p>It can still be ordered; order something else where you can.</p>}
      </Notice>
    );
  return (
    <Notice tone="warn" title="It is retired: it can't be ordered any more." {...look}>
      {retired.note ? <p>{retired.note}</p> : null}
      {instead}
      <p className="text-muted">
        By {retired.by}, <RelativeTime at={retired.at} />. What was made stays, and can be changed and retired on its
        page.
      </p>
    </Notice>
  );
}
