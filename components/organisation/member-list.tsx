"use client";
import { UserPlus, Users } from "lucide-react";
import Link from "next/link";
import type { Page } from "#lib/views/organisation/listing-shape.ts";
import type { MemberRow, TeamView } from "#lib/views/organisation/team-shape.ts";
import { ListFrame } from "#components/list/list-frame.tsx";
import { SettingsSection } from "#components/settings/settings-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TextFilter } from "#components/ui/filter-fields.tsx";
import type { TeamActions } from "./actions.ts";
import { useListed, useShown } from "./listed.ts";
import { MemberDialog } from "./member-dialog.tsx";
import { teamRoleWords } from "./words.ts";

export interface MemberFilter extends Record<string, string | undefined> {
  text?: string;
}

interface ListProps {
  team: TeamView;
  first: { filter: MemberFilter; page: Page<MemberRow> };
  actions: Pick<TeamActions, "addMember" | "removeMember">;
}

type Shown = { member: MemberRow | null };

export function MemberList({ team, first, actions }: ListProps) {
  const path = `/settings/teams/${team.name}`;
  const list = useListed<MemberRow, MemberFilter>(`teams/${team.name}/members`, path, first);
  const { filter, change } = list;
  const { shown, show, close } = useShown<Shown>();
  const add = team.may.change ? (
    <Button small={list.rows.length > 0} onClick={() => show({ member: null })}>
      <UserPlus className="size-4" aria-hidden />
      Add somebody
    </Button>
  ) : null;
  const none = (
    <EmptyState
      title={filter.text === undefined ? "Nobody yet" : "Nobody fits"}
      icon={<Users className="size-5" aria-hidden />}
      action={filter.text === undefined ? add : null}
    >
      {filter.text === undefined ? "Only members can order for the team's projects." : null}
    </EmptyState>
  );
  return (
    <SettingsSection title="Members" action={list.rows.length > 0 ? add : null}>
      {team.members > 8 || filter.text !== undefined ? (
        <div className="mb-3">
          <TextFilter
            label="Search members"
            placeholder="Name"
            value={filter.text ?? ""}
            onChange={(text) => change(text === "" ? {} : { text })}
          />
        </div>
      ) : null}
      <ListFrame what="members" more="Show more" list={list} none={none}>
        {(rows) => (
          <ul className="card divide-y divide-line">
            {rows.map((member) => (
              <Row key={member.person} member={member} change={team.may.change ? () => show({ member }) : null} />
            ))}
          </ul>
        )}
      </ListFrame>
      {shown ? <MemberDialog team={team.name} member={shown.member} actions={actions} close={close} /> : null}
    </SettingsSection>
  );
}

function Row({ member, change }: { member: MemberRow; change: (() => void) | null }) {
  const { person, name, active, roles } = member;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        {change ? (
          <Link href={`/settings/people/${encodeURIComponent(person)}`} className="link block truncate">
            {name}
          </Link>
        ) : (
          <span className="block truncate">{name}</span>
        )}
      </div>
      <div className="flex flex-wrap gap-1.5 max-sm:order-last max-sm:basis-full">
        {active ? null : <Badge tone="warn">Deactivated</Badge>}
        {roles.map(({ role, sources }) => (
          <Badge key={role}>
            {teamRoleWords[role].title}
            {sources.includes("app") ? null : <span className="font-normal text-muted"> by a group</span>}
          </Badge>
        ))}
      </div>
      {change ? (
        <Button small aria-label={`Change ${name}`} onClick={change}>
          Change
        </Button>
      ) : null}
    </li>
  );
}
