"use client";
import { Users } from "lucide-react";
import type { Page } from "#lib/views/organisation/listing-shape.ts";
import type { PersonRow } from "#lib/views/organisation/person-shape.ts";
import { ListFrame } from "#components/list/list-frame.tsx";
import { type Column, RowLink, Rows } from "#components/list/rows.tsx";
import { SettingsPage } from "#components/settings/settings-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Choice, TextFilter } from "#components/ui/filter-fields.tsx";
import { useListed, withPart } from "./listed.ts";
import { allOrganisationRoles, counted, organisationRoleWords } from "./words.ts";

export interface PeopleFilter extends Record<string, string | undefined> {
  text?: string;
  role?: string;
  active?: string;
}

const address = ({ id }: PersonRow) => `/settings/people/${encodeURIComponent(id)}`;
const roles = (row: PersonRow) => row.roles.map((role) => organisationRoleWords[role].title).join(", ");

const columns: readonly Column<PersonRow>[] = [
  { name: "Person", cell: (row) => <Named row={row} /> },
  { name: "Address", look: "truncate text-muted", cell: ({ email }) => email },
  { name: "In the organisation", place: "w-40", look: "truncate", cell: roles },
  { name: "Teams", place: "w-20 text-right", look: "tabular-nums", cell: ({ teams }) => teams },
];

function Named({ row }: { row: PersonRow }) {
  return (
    <span className="flex items-center gap-2">
      <span className="min-w-0">
        <RowLink href={address(row)} title={row.name} />
      </span>
      {row.active ? null : <Badge tone="warn">Deactivated</Badge>}
    </span>
  );
}

export function PeopleList({ first }: { first: { filter: PeopleFilter; page: Page<PersonRow> } }) {
  const list = useListed<PersonRow, PeopleFilter>("people", "/settings/people", first);
  const { filter, change } = list;
  const set = (part: keyof PeopleFilter & string) => (value: string) => change(withPart(filter, part, value));
  return (
    <SettingsPage
      title="People"
      about="Everybody who has signed in. What they are in a team is kept at the team, or comes from a group of your provider."
    >
      <div className="mb-4 grid gap-2 sm:grid-cols-[minmax(0,1fr)_10rem_10rem]">
        <TextFilter
          label="Search people"
          placeholder="Name, address or id"
          value={filter.text ?? ""}
          onChange={set("text")}
        />
        <Choice
          label="Role"
          value={filter.role}
          options={allOrganisationRoles.map((role) => ({ value: role, label: organisationRoleWords[role].title }))}
          onChange={set("role")}
        />
        <Choice
          label="State"
          value={filter.active}
          options={[
            { value: "true", label: "Active" },
            { value: "false", label: "Deactivated" },
          ]}
          onChange={set("active")}
        />
      </div>
      <ListFrame
        what="people"
        more="Show more"
        list={list}
        none={<EmptyState title="Nobody fits" icon={<Users className="size-5" aria-hidden />} />}
      >
        {(rows) => <Rows rows={rows} href={address} columns={columns} card={(row) => <Card row={row} />} />}
      </ListFrame>
    </SettingsPage>
  );
}

function Card({ row }: { row: PersonRow }) {
  const said = [row.email, roles(row), counted(row.teams, "team")].filter(Boolean).join(" · ");
  return (
    <>
      <span className="flex items-center justify-between gap-2">
        <span className="block truncate font-medium">{row.name}</span>
        {row.active ? null : <Badge tone="warn">Deactivated</Badge>}
      </span>
      <span className="block truncate text-xs text-muted">{said}</span>
    </>
  );
}
