import type { PersonView } from "#lib/views/organisation/person-shape.ts";
import { Badge } from "#components/ui/badge.tsx";
import { teamRoleWords } from "./words.ts";

/** What somebody is in a team, and which of it they are by a group of their provider. */
export function RoleBadges({ roles }: Pick<PersonView["teams"][number], "roles">) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {roles.map(({ role, sources }) => (
        <Badge key={role}>
          {teamRoleWords[role].title}
          {sources.includes("app") ? null : <span className="font-normal text-muted"> by a group</span>}
        </Badge>
      ))}
    </span>
  );
}
