import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { OutlineStep, OutlineWay } from "#lib/core/offering/outline/steps.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { LevelBadge } from "#components/ui/level-badge.tsx";

/** A step in two lines: what and by what, then when. */
export function StepLine({ step, first: top }: { step: OutlineStep; first: boolean }) {
  const { title, id, ways, blocking } = step;
  const [first] = ways;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{title}</span>
        <code className="font-mono text-xs text-muted">{id}</code>
        {first && ways.length === 1 ? <Way way={first} /> : null}
        {blocking ? null : <Badge>nobody waits for it</Badge>}
      </span>
      <span className="mt-0.5 block text-xs text-muted">{whenOf(step, top)}</span>
      {ways.length > 1 ? (
        <span className="mt-1.5 block space-y-1">
          {ways.map((way) => (
            <span key={way.path.join("/")} className="flex flex-wrap items-center gap-2 text-xs text-muted">
              <Way way={way} />
              {way.condition === null ? (
                "otherwise"
              ) : (
                <span>
                  when <code className="font-mono">{way.condition}</code>
                </span>
              )}
            </span>
          ))}
        </span>
      ) : null}
    </>
  );
}

function Way({ way }: { way: OutlineWay }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-xs text-muted">
      <Icon names={[way.uses ? adapterDefinition(way.uses).icon : null]} className="size-3.5" />
      {way.uses ? way.title : way.named || way.title}
      <LevelBadge level={way.level} />
    </span>
  );
}

function whenOf({ needs, condition, fallback }: OutlineStep, top: boolean): string {
  const after =
    needs === null && !top
      ? "after the step above"
      : !needs || needs.length === 0
        ? "at once"
        : `after ${needs.join(" and ")}`;
  const when = condition === null ? after : `${after}, only when ${condition}`;
  return fallback === null ? when : `${when} · by ${fallback} when it fails`;
}
