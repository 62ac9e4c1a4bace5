import { adapterDefinition, builtAdapters } from "#lib/core/adapter/index.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import { Icon } from "#components/ui/icon.tsx";
import { LevelBadge } from "#components/ui/level-badge.tsx";

const means: Record<AdapterKind, string> = {
  "jira-issue": "A ticket in Jira; the request goes on when it is done.",
  manual: "A task in PAO for a team, with questions if you like.",
  terraform: "A Terraform module beside the documents.",
  "github-workflow": "A workflow of GitHub Actions.",
  "github-pull-request": "A change of files that somebody reviews and merges.",
  http: "A call to an API.",
  approval: "A team says yes or no before it goes on.",
  offering: "An order of another team's offering.",
};

interface ChoiceProps {
  kinds?: readonly AdapterKind[];
  onChoose: (kind: AdapterKind) => void;
}

/** Every way in which a step can be done. */
export function AdapterChoice({ kinds, onChoose }: ChoiceProps) {
  const shown = kinds?.map(adapterDefinition) ?? builtAdapters;
  return (
    <ul className="grid gap-2 sm:grid-cols-2">
      {shown.map(({ kind, title, icon, level }) => (
        <li key={kind}>
          <button
            type="button"
            className="card flex h-full w-full items-start gap-3 p-3 text-left hover:border-line-strong hover:bg-sunken"
            onClick={() => onChoose(kind)}
          >
            <Icon names={[icon]} className="mt-0.5 size-4.5 shrink-0 text-muted" />
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{title}</span>
                <LevelBadge level={level} />
              </span>
              <span className="mt-0.5 block text-xs text-muted">{means[kind]}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
