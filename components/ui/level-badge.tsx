import { GitPullRequest, Ticket, Zap } from "lucide-react";
import type { AutomationLevel } from "#lib/core/offering/document.ts";
import { Badge } from "./badge.tsx";

const levels = {
  automated: { tone: "good", icon: Zap, label: "Automated", means: "Nobody waits for anybody." },
  assisted: { tone: "info", icon: GitPullRequest, label: "Assisted", means: "A person reviews a pull request." },
  ticket: { tone: "neutral", icon: Ticket, label: "Ticket", means: "A person works on a ticket or task." },
} as const satisfies Record<AutomationLevel, object>;

export function LevelBadge({ level }: { level: AutomationLevel }) {
  const { tone, icon: Sign, label, means } = levels[level];
  return (
    <span title={means}>
      <Badge tone={tone}>
        <Sign className="size-3" aria-hidden />
        {label}
      </Badge>
    </span>
  );
}
