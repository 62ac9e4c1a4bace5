import type { StudioOffering } from "#lib/views/studio/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LevelBadge } from "#components/ui/level-badge.tsx";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { RelativeTime } from "#components/ui/time.tsx";

/** What is in the catalog of it. */
export function Published({ row }: { row: StudioOffering }) {
  const { revision, level } = row;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {revision === null ? null : <Badge>r{revision}</Badge>}
      {level === null ? null : <LevelBadge level={level} />}
      <Standing row={row} />
    </span>
  );
}

/** That it is deprecated, retired or gone; nothing where it is offered as ever. */
export function Standing({ row: { state, lifecycle } }: { row: Pick<StudioOffering, "state" | "lifecycle"> }) {
  return state === "offered" ? <LifecycleBadge lifecycle={lifecycle} /> : <StateBadge state={state} />;
}

const states = {
  new: { tone: "accent", label: "Not published yet", means: "Nobody can order it." },
  retired: { tone: "neutral", label: "Retired", means: "It is no longer offered; its history stays." },
  hidden: { tone: "warn", label: "File gone", means: "Its file is no longer in the folder, so it is not offered." },
} as const;

function StateBadge({ state }: { state: keyof typeof states }) {
  const { tone, label, means } = states[state];
  return (
    <span title={means}>
      <Badge tone={tone}>{label}</Badge>
    </span>
  );
}

/** What is not published yet. */
export function InWork({ row: { draft, proposals } }: { row: StudioOffering }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {draft ? (
        <>
          <Badge tone="warn">Draft</Badge>
          <span className="truncate text-xs text-muted">
            {draft.savedBy}, <RelativeTime at={draft.savedAt} />
          </span>
        </>
      ) : null}
      {proposals > 0 ? (
        <Badge tone="info">
          {proposals} {proposals === 1 ? "proposal" : "proposals"}
        </Badge>
      ) : null}
    </span>
  );
}
