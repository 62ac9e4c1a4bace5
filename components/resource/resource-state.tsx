import type { ResourceRow } from "#lib/views/resource/shape.ts";
import { ResourceStateBadge } from "#components/ui/state-badge.tsx";
import { TestBadge } from "#components/ui/test-badge.tsx";

/** How a resource stands, and that a test order made it. */
export function ResourceState({ row: { state, stuck, test } }: { row: Pick<ResourceRow, "state" | "stuck" | "test"> }) {
  const badge = <ResourceStateBadge state={state} stuck={stuck} />;
  if (!test) return badge;
  return (
    <span className="inline-flex items-center gap-1.5">
      {badge}
      <TestBadge />
    </span>
  );
}
