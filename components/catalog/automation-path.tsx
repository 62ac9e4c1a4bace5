import { ArrowRight, GitPullRequest, Ticket, Zap } from "lucide-react";
import type { AutomationLevel } from "#lib/core/offering/document.ts";
import type { AutomationStage } from "#lib/views/catalog/shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { roughly } from "#components/ui/time-text.ts";

const looks = {
  automated: { tone: "good", icon: Zap },
  assisted: { tone: "info", icon: GitPullRequest },
  ticket: { tone: "neutral", icon: Ticket },
} as const satisfies Record<AutomationLevel, object>;

interface PathProps {
  path: readonly AutomationStage[];
  /** How the draft would be fulfilled, where that is another way again. */
  draft?: { level: AutomationLevel; kinds: readonly string[] } | null;
  className?: string;
}

/** From ticket to automation, with what orders really took. Nothing while there was only one way. */
export function AutomationPath({ path, draft = null, className }: PathProps) {
  if (path.length + (draft ? 1 : 0) < 2) return null;
  return (
    <section aria-label="Path to automation" className={className}>
      <h3 className="font-medium">Path to automation</h3>
      <ol className="mt-2 flex flex-wrap items-center gap-2">
        {path.map((stage, at) => (
          <li key={stage.number} className="flex items-center gap-2" title={titleOf(stage)}>
            {at === 0 ? null : <ArrowRight className="size-3.5 text-muted" aria-hidden />}
            <Stage level={stage.level} words={wordsOf(stage)} />
          </li>
        ))}
        {draft ? (
          <li className="flex items-center gap-2">
            {path.length === 0 ? null : <ArrowRight className="size-3.5 text-muted" aria-hidden />}
            <Stage level={draft.level} words={["this draft", draft.kinds.join(" and ")]} />
          </li>
        ) : null}
      </ol>
    </section>
  );
}

function Stage({ level, words }: { level: AutomationLevel; words: readonly string[] }) {
  const { tone, icon: Sign } = looks[level];
  return (
    <Badge tone={tone}>
      <Sign className="size-3" aria-hidden />
      {words.join(" · ")}
    </Badge>
  );
}

/** A figure only where orders were completed. */
function wordsOf({ number, kinds, leadTime }: AutomationStage): string[] {
  return [`revision ${number}`, kinds.join(" and "), ...(leadTime ? [roughly(leadTime.medianSeconds)] : [])];
}

function titleOf({ number, last, leadTime }: AutomationStage): string {
  const which = number === last ? `Revision ${number}` : `Revisions ${number} to ${last}`;
  if (!leadTime) return `${which}: no order completed`;
  return `${which}: median of ${leadTime.over} completed ${leadTime.over === 1 ? "order" : "orders"}`;
}
