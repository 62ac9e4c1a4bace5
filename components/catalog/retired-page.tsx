import type { ReactNode } from "react";
import type { OfferingView } from "#lib/views/catalog/shape.ts";
import { About } from "#components/order/about.tsx";
import { NearLink } from "#components/ui/near-link.tsx";

/** An offering that can't be ordered any more: what it was, why it went, and what to use instead. */
export function RetiredPage({ offering, heading }: { offering: OfferingView; heading: ReactNode }) {
  return (
    <>
      <div className="flex min-h-13 flex-wrap items-center gap-x-2 border-b border-line px-4 py-2 max-sm:gap-x-5 sm:px-8">
        {heading}
      </div>
      <div className="max-w-2xl px-4 py-6 sm:px-8">
        <About offering={offering} />
        <p className="flex flex-wrap gap-x-5">
          <NearLink href={`/requests?offering=${offering.name}`} className="link py-1">
            What was ordered
          </NearLink>
          <NearLink href={`/catalog/${offering.name}/revisions`} className="link py-1">
            Its revisions
          </NearLink>
        </p>
      </div>
    </>
  );
}
