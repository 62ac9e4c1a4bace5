import type { ReactNode } from "react";
import type { PersonView } from "#lib/views/organisation/person-shape.ts";
import type { SessionView } from "#lib/views/session/shape.ts";
import { RoleBadges } from "#components/organisation/role-badges.tsx";
import { organisationRoleWords } from "#components/organisation/words.ts";
import { SettingsPage, SettingsSection } from "#components/settings/settings-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { NearLink } from "#components/ui/near-link.tsx";
import type { SessionActions } from "./actions.ts";
import { SessionSection } from "./session-section.tsx";

interface PageProps {
  person: PersonView;
  sessions: readonly SessionView[];
  actions: SessionActions;
}

/** Who the reader is here, and where they are signed in. */
export function AccountPage({ person, sessions, actions }: PageProps) {
  return (
    <SettingsPage title="Account" about="Who you are here, and where you are signed in.">
      <SettingsSection title="You">
        <dl className="divide-y divide-line rounded-lg border border-line">
          <Line term="Name">{person.name}</Line>
          <Line term="Email">
            {person.email ?? <span className="text-muted">None that your provider has verified</span>}
          </Line>
          <Line term="Id">
            <span className="flex min-w-0 items-center gap-1">
              <span className="min-w-0 font-mono text-xs break-all">{person.id}</span>
              <CopyButton text={person.id} what="id" />
            </span>
          </Line>
          <Line term="Roles">
            {person.roles.length === 0 ? <span className="text-muted">None in the organisation</span> : null}
            {person.roles.map((role) => (
              <Badge key={role} tone="accent">
                {organisationRoleWords[role].title}
              </Badge>
            ))}
          </Line>
          <Line term="Teams">
            <Teams teams={person.teams} />
          </Line>
        </dl>
      </SettingsSection>
      <SessionSection sessions={sessions} of={null} actions={actions} />
    </SettingsPage>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <dt className="w-24 shrink-0 text-muted">{term}</dt>
      <dd className="flex min-w-0 flex-[1_1_14rem] flex-wrap items-center gap-2">{children}</dd>
    </div>
  );
}

function Teams({ teams }: Pick<PersonView, "teams">) {
  if (teams.length === 0)
    return <span className="text-muted">None yet. An admin makes you a member, or a group of your provider does.</span>;
  return (
    <ul className="w-full space-y-1.5">
      {teams.map(({ name, title, roles }) => (
        <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <NearLink href={`/settings/teams/${name}`} className="link inline-block min-h-6">
            {title}
          </NearLink>
          <RoleBadges roles={roles} />
        </li>
      ))}
    </ul>
  );
}
