"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import type { OrganisationRole } from "#lib/core/access.ts";
import type { PersonView } from "#lib/views/organisation/person-shape.ts";
import { SettingsPage, SettingsSection } from "#components/settings/settings-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { useVerb } from "#components/ui/use-verb.ts";
import type { PersonActions } from "./actions.ts";
import { useShown } from "./listed.ts";
import { RoleBadges } from "./role-badges.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { allOrganisationRoles, counted, organisationRoleWords } from "./words.ts";

interface PersonProps {
  person: PersonView;
  actions: PersonActions;
}

/** Somebody: what they are in the organisation and in teams, and whether a door lets them in. */
export function PersonPage({ person, actions, children }: PersonProps & { children: ReactNode }) {
  const { shown, show, close, refresh } = useShown<"deactivate">();
  const { busy, problem, run } = useVerb<object>(refresh);
  const { id, name, email, active, may } = person;
  const access = active ? (
    <Button tone="quiet" disabled={person.onlyAdmin} onClick={() => show("deactivate")}>
      Deactivate
    </Button>
  ) : (
    <Button busy={busy} onClick={() => void run(() => actions.reactivatePerson({ person: id }))}>
      Let in again
    </Button>
  );
  return (
    <SettingsPage
      title={name}
      about={
        <>
          {email ? <span className="block">{email}</span> : null}
          <span className="block font-mono text-xs break-all">{id}</span>
        </>
      }
      action={may.change ? access : null}
    >
      <ProblemNotice problem={problem} className="mb-4" />
      {person.deactivatedAt ? (
        <Notice
          tone="warn"
          className="mb-6"
          title={
            <>
              Deactivated <RelativeTime at={person.deactivatedAt} />
            </>
          }
        >
          No door lets them in. Their teams and roles count again once they are let in.
        </Notice>
      ) : null}
      <Roles person={person} actions={actions} refresh={refresh} />
      <Teams teams={person.teams} />
      {children}
      {shown === "deactivate" ? (
        <RemoveDialog
          title={`Deactivate ${name}`}
          verb="Deactivate"
          remove={() => actions.deactivatePerson({ person: id })}
          close={close}
        >
          {person.me ? "You sign yourself out, and only another admin can let you in again. " : null}
          {counted(person.sessions, "session")} and {counted(person.tokens, "token")} end at once. Teams, roles and
          history stay.
        </RemoveDialog>
      ) : null}
    </SettingsPage>
  );
}

function Roles({ person, actions, refresh }: PersonProps & { refresh: () => void }) {
  const { busy, problem, run } = useVerb<object>(refresh);
  const { id, roles, may, onlyAdmin } = person;
  const turn = (role: OrganisationRole, has: boolean) =>
    run(() => (has ? actions.takeRole : actions.giveRole)({ person: id, role }));
  return (
    <SettingsSection title="In the organisation">
      <ProblemNotice problem={problem} className="mb-3" />
      {may.change && onlyAdmin ? (
        <Notice tone="info" className="mb-3" title="The only admin">
          Make somebody else an admin first; then this role or the access can be taken away.
        </Notice>
      ) : null}
      <ul className="card divide-y divide-line">
        {allOrganisationRoles.map((role) => {
          const has = roles.includes(role);
          const { title, may: what } = organisationRoleWords[role];
          return (
            <li key={role} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
              <div className="min-w-0 flex-[1_1_14rem]">
                <p className="flex items-center gap-2">
                  {title} {has ? <Badge tone="accent">Given</Badge> : null}
                </p>
                <p className="text-xs text-muted">{what}</p>
              </div>
              {may.change ? (
                <Button
                  small
                  disabled={busy || (onlyAdmin && role === "admin")}
                  aria-label={`${has ? "Take away" : "Give"} ${title.toLowerCase()}`}
                  onClick={() => void turn(role, has)}
                >
                  {has ? "Take away" : "Give"}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </SettingsSection>
  );
}

function Teams({ teams }: Pick<PersonView, "teams">) {
  return (
    <SettingsSection title="In teams">
      {teams.length === 0 ? <p className="text-muted">In none. Roles in a team are given on the team’s page.</p> : null}
      {teams.length > 0 ? (
        <ul className="card divide-y divide-line">
          {teams.map(({ name, title, roles }) => (
            <li key={name} className="flex flex-wrap items-center justify-between gap-2 px-4 py-2.5">
              <Link href={`/settings/teams/${name}`} className="link inline-block min-h-6">
                {title}
              </Link>
              <RoleBadges roles={roles} />
            </li>
          ))}
        </ul>
      ) : null}
    </SettingsSection>
  );
}
