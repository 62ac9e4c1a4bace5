import type { Offering } from "#lib/core/offering/document.ts";
import { Badge } from "./badge.tsx";

const stages = {
  experimental: { tone: "accent", label: "Experimental", means: "It may still change, or go." },
  deprecated: { tone: "warn", label: "Deprecated", means: "Order something else where you can." },
} as const;

/** Where an offering stands in its life; what is in production needs no word. */
export function LifecycleBadge({ lifecycle }: { lifecycle: Offering["metadata"]["lifecycle"] }) {
  if (lifecycle === "production") return null;
  const { tone, label, means } = stages[lifecycle];
  return (
    <span title={means}>
      <Badge tone={tone}>{label}</Badge>
    </span>
  );
}
